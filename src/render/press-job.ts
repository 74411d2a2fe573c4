import { z } from 'zod';
import { LOCALES } from '#core';

/** The word on standard input without which the press prints nothing: whoever started it may have gone away. */
export const PRINT = 'print';

/** What the press is told at its start: one line of JSON as its only argument. */
export const pressJobSchema = z
  .strictObject({
    bundle: z.string().min(1),
    outbox: z.string().min(1),
    publicKey: z.string().includes('BEGIN PUBLIC KEY'),
    /** The first is `report.pdf`, `report.html` and `report.xlsx`, the others `report.<locale>.pdf` and so on. */
    locales: z.array(z.enum(LOCALES)).min(1).readonly(),
  })
  .readonly();

export type PressJob = z.infer<typeof pressJobSchema>;
