export { deliverFolder, type FolderDelivery, type Receipt } from './folder-delivery.ts';
