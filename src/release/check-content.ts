import type { Problem } from '#core';
import { addsUp } from './adds-up.ts';
import { benchmarkFits } from './benchmark.ts';
import { bookFits } from './book.ts';
import type { ReleaseContent } from './content.ts';
import { contentSchema } from './content-schema.ts';
import { keepsFloors } from './floors.ts';
import { funnelStands } from './funnel.ts';
import { oneValue } from './one-value.ts';
import { wellFormed } from './well-formed.ts';

export type CheckedContent =
  | { readonly ok: true; readonly content: ReleaseContent }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Unknown value → content that may be signed or printed, or every reason why not. Each step needs the one before it. */
export function checkContent(value: unknown): CheckedContent {
  const parsed = contentSchema.safeParse(value);
  if (!parsed.success) return { ok: false, problems: parsed.error.issues.map(located) };
  const content = parsed.data;
  const broken = wellFormed(content);
  if (broken.length > 0) return { ok: false, problems: broken };
  const problems = [...addsUp(content), ...oneValue(content), ...keepsFloors(content), ...funnelStands(content), ...benchmarkFits(content), ...bookFits(content)];
  return problems.length > 0 ? { ok: false, problems } : { ok: true, content };
}

/** Only where and which rule: a schema library's message may quote the value. */
function located(issue: { readonly path: readonly PropertyKey[]; readonly code: string }): Problem {
  return { where: issue.path.map(String).join('.') || 'content', what: `does not fit the format (${issue.code})` };
}
