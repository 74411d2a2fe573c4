export { deliverFolder, placeIn, type FolderDelivery, type Receipt } from './folder-delivery.ts';
