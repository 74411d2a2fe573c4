import { InvalidArgumentError } from '@commander-js/extra-typings';
import { systemClock } from '#core';

export const STATE = 'var/state';

/** A calendar day, ISO. */
export function day(text: string): string {
  const valid = /^\d{4}-\d{2}-\d{2}$/u.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) && new Date(`${text}T00:00:00Z`).toISOString().startsWith(text);
  if (!valid) throw new InvalidArgumentError('A day looks like 2026-03-01.');
  return text;
}

/** A whole number from 1 to 64. */
export function positive(text: string): number {
  if (!/^[1-9]\d?$/u.test(text) || Number(text) > 64) throw new InvalidArgumentError('A whole number from 1 to 64.');
  return Number(text);
}

/** Today in UTC. */
export function today(): string {
  return systemClock.now().toISOString().slice(0, 10);
}

export function collect(value: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), value];
}

/** Secrets stand in the environment variables that definitions name, never in a definition or an argument. */
export function secret(name: string): string | null {
  return process.env[name] ?? null;
}
