export * from './linear-model.ts';
