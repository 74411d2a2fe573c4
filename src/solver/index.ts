export * from './linear-model.ts';
export * from './whole.ts';
