export * from './canonical.ts';
export * from './cell.ts';
export * from './effects.ts';
export * from './errors.ts';
export * from './policy.ts';
export * from './rounding.ts';
export * from './text.ts';
