import { canonicalJson, TuttiError } from '#core';
import { readIfThere, writeDurably } from '#ledger';
import { join } from 'node:path';
import { z } from 'zod';
import type { DueState } from './due.ts';

const time = z.iso.datetime();

const stateSchema = z
  .strictObject({
    format: z.literal('tutti-schedule/1'),
    pipelines: z
      .record(
        z.string().min(1),
        z
          .strictObject({
            schedule: z.strictObject({ cron: z.string(), timeZone: z.string() }).readonly(),
            knownSince: time,
            lastOccurrence: time.nullable(),
            lastRun: time.nullable(),
          })
          .readonly(),
      )
      .readonly(),
  })
  .readonly();

/** `schedule.json` in the state folder; a state folder without it has seen no schedule yet. */
export async function loadDueState(stateDir: string): Promise<DueState> {
  const path = pathIn(stateDir);
  const bytes = await readIfThere(path);
  if (bytes === null) return Object.freeze({ pipelines: Object.freeze({}) });
  const parsed = stateSchema.safeParse(parseJson(bytes.toString('utf8')));
  if (!parsed.success)
    throw new TuttiError('FILE_INVALID', {
      what: `The schedule state ${path} cannot be read.`,
      hint: 'Remove the file: schedules are then new again, and only occurrences of the last 24 hours are due.',
    });
  return Object.freeze({ pipelines: parsed.data.pipelines });
}

export async function saveDueState(stateDir: string, { pipelines }: DueState): Promise<void> {
  await writeDurably(pathIn(stateDir), canonicalJson({ format: 'tutti-schedule/1', pipelines }));
}

function pathIn(stateDir: string): string {
  return join(stateDir, 'schedule.json');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
