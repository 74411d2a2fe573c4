import * as z from 'zod';
import { answer, code, columnRef, fileRef, id } from './words.ts';

const gate = z.strictObject({ min: z.number(), max: z.number() });
type GateSpec = z.infer<typeof gate>;
type Answer = z.infer<typeof answer>;

/** The language in which indicators are scored; `definitions.ts` says what each part means. Measures and conditions nest in each other. */
export type MeasureSpec =
  | { kind: 'column'; column: string; gate: GateSpec | null }
  | {
      kind: 'bmi';
      weight: string;
      height: string;
      heightUnit: 'cm' | 'm';
      gates: { weight: GateSpec; height: GateSpec };
    }
  | { kind: 'sum'; columns: string[]; item: GateSpec; unanswered: number }
  | { kind: 'weighted'; terms: { measure: MeasureSpec; times: number }[]; plus: number; gate: GateSpec | null }
  | { kind: 'product'; measures: MeasureSpec[] }
  | { kind: 'ratio'; measure: MeasureSpec; over: MeasureSpec }
  | { kind: 'mean'; measures: MeasureSpec[]; answered: number }
  | { kind: 'first'; measures: MeasureSpec[] }
  | { kind: 'count'; conditions: ConditionSpec[]; answered: number }
  | { kind: 'if'; when: ConditionSpec; measure: MeasureSpec; otherwise: 'implausible' | 'missing' };

export type ConditionSpec =
  | { kind: 'answer'; column: string; yes: Answer[]; no: Answer[] }
  | { kind: 'between'; measure: MeasureSpec; from: number | null; below: number | null }
  | { kind: 'above'; measure: MeasureSpec; than: MeasureSpec }
  | { kind: 'all'; conditions: ConditionSpec[] }
  | { kind: 'any'; conditions: ConditionSpec[] }
  | { kind: 'at-least'; number: number; conditions: ConditionSpec[] }
  | { kind: 'not'; condition: ConditionSpec }
  | { kind: 'indicator'; file: string | null; id: string; yes: string[]; no: string[] };

const measure: z.ZodType<MeasureSpec, MeasureSpec> = z
  .lazy(() =>
    z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('column'), column: columnRef, gate: gate.nullable() }),
      z.strictObject({
        kind: z.literal('bmi'),
        weight: columnRef,
        height: columnRef,
        heightUnit: z.enum(['cm', 'm']),
        gates: z.strictObject({ weight: gate, height: gate }),
      }),
      z.strictObject({
        kind: z.literal('sum'),
        columns: z.array(columnRef).min(2),
        item: gate,
        unanswered: z.int().min(0),
      }),
      z.strictObject({
        kind: z.literal('weighted'),
        terms: z.array(z.strictObject({ measure, times: z.number() })).min(1),
        plus: z.number(),
        gate: gate.nullable(),
      }),
      z.strictObject({ kind: z.literal('product'), measures: z.array(measure).min(2) }),
      z.strictObject({ kind: z.literal('ratio'), measure, over: measure }),
      z.strictObject({ kind: z.literal('mean'), measures: z.array(measure).min(2), answered: z.int().min(1) }),
      z.strictObject({ kind: z.literal('first'), measures: z.array(measure).min(2) }),
      z.strictObject({ kind: z.literal('count'), conditions: z.array(condition).min(2), answered: z.int().min(1) }),
      z.strictObject({
        kind: z.literal('if'),
        when: condition,
        measure,
        otherwise: z.enum(['implausible', 'missing']),
      }),
    ]),
  )
  .meta({ id: 'Measure' });

const several = z.lazy(() => z.array(condition).min(2));
const condition: z.ZodType<ConditionSpec, ConditionSpec> = z
  .lazy(() =>
    z.discriminatedUnion('kind', [
      z.strictObject({
        kind: z.literal('answer'),
        column: columnRef,
        yes: z.array(answer).min(1),
        no: z.array(answer).min(1),
      }),
      z.strictObject({
        kind: z.literal('between'),
        measure,
        from: z.number().nullable(),
        below: z.number().nullable(),
      }),
      z.strictObject({ kind: z.literal('above'), measure, than: measure }),
      z.strictObject({ kind: z.literal('all'), conditions: several }),
      z.strictObject({ kind: z.literal('any'), conditions: several }),
      z.strictObject({ kind: z.literal('at-least'), number: z.int().min(1), conditions: several }),
      z.strictObject({ kind: z.literal('not'), condition }),
      z.strictObject({
        kind: z.literal('indicator'),
        file: fileRef.nullable().describe('null: the indicator stands above in this file.'),
        id,
        yes: z.array(code).min(1),
        no: z.array(code).min(1),
      }),
    ]),
  )
  .meta({ id: 'Condition' });

const bands = z.array(z.strictObject({ code, from: z.number().nullable() })).min(2);

export const scoring = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('choice'),
    column: columnRef,
    values: z.array(z.strictObject({ code, of: z.array(answer).min(1) })).min(1),
  }),
  z.strictObject({ kind: z.literal('bands'), measure, bands }),
  z.strictObject({ kind: z.literal('highest'), measures: z.array(measure).min(2), bands: z.array(bands).min(2) }),
  z.strictObject({
    kind: z.literal('bands-by'),
    by: columnRef,
    measure,
    groups: z.array(z.strictObject({ of: z.array(answer).min(1), bands })).min(1),
  }),
  z.strictObject({
    kind: z.literal('cases'),
    cases: z.array(z.strictObject({ code, when: condition })).min(1),
    otherwise: code,
  }),
  z.strictObject({ kind: z.literal('present'), column: columnRef, yes: code, no: code }),
  z.strictObject({ kind: z.literal('followed'), yes: code, no: code }),
]);
export type ScoringSpec = z.infer<typeof scoring>;
