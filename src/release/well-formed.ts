import type { Problem } from '#core';
import type { ReleaseContent, ReleasedDimension, ReleasedIndicator, ReleasedRow, ReleasedTable } from './content.ts';
import { childrenOf, groupsOf, remainderParent, rowKey, rowLabel } from './groups.ts';

/** References resolve, names are unique, every group of a breakdown has exactly one row, and rows have the lengths of their table. */
export function wellFormed(content: ReleaseContent): readonly Problem[] {
  const problems: Problem[] = [];
  if (content.period.from > content.period.to) problems.push({ where: 'period', what: 'begins after it ends' });
  unique('dimension', content.dimensions, problems);
  unique('indicator', content.indicators, problems);
  unique('table', content.tables, problems);
  for (const dimension of content.dimensions) dimensionProblems(dimension, problems);
  for (const indicator of content.indicators) indicatorProblems(indicator, problems);
  for (const table of content.tables) tableProblems(table, content, problems);
  return problems;
}

function unique(kind: string, things: readonly { readonly id: string }[], problems: Problem[]): void {
  const seen = new Set<string>();
  for (const { id } of things) {
    if (seen.has(id)) problems.push({ where: `${kind} ${id}`, what: 'is listed twice' });
    seen.add(id);
  }
}

function dimensionProblems(dimension: ReleasedDimension, problems: Problem[]): void {
  const where = `dimension ${dimension.id}`;
  unique(`${where}, code`, dimension.codes, problems);
  const known = new Set<string>();
  for (const [i, { id, parent }] of dimension.codes.entries()) {
    if (i === 0 && parent !== null) problems.push({ where, what: 'the first code must be the total' });
    // A parent stands before its children, so the codes are a tree and nothing else.
    if (i > 0 && (parent === null || !known.has(parent)))
      problems.push({ where: `${where}, code ${id}`, what: 'has no parent before it' });
    known.add(id);
  }
}

function indicatorProblems(indicator: ReleasedIndicator, problems: Problem[]): void {
  const where = `indicator ${indicator.id}`;
  unique(`${where}, form`, indicator.forms, problems);
  for (const form of indicator.forms) {
    const codes = form.categories.map((category) => ({ id: category.code }));
    unique(`${where}, form ${form.id}, category`, codes, problems);
  }
}

function tableProblems(table: ReleasedTable, content: ReleaseContent, problems: Problem[]): void {
  const where = `table ${table.id}`;
  const indicator = content.indicators.find(({ id }) => id === table.indicator);
  const form = indicator?.forms.find(({ id }) => id === table.form);
  if (indicator === undefined) problems.push({ where, what: `names no known indicator` });
  else if (form === undefined) problems.push({ where, what: `names no known form` });
  // Too few people for health results: who is entitled may be counted, who answered may not (docs/claims/aggregate-only.md).
  if (content.tier === 'active' || (content.tier === 'participation' && indicator?.population !== 'eligible'))
    problems.push({ where, what: `does not belong in a release of tier ${content.tier}` });

  const dimensions = table.dimensions.flatMap((id) => content.dimensions.find((d) => d.id === id) ?? []);
  if (dimensions.length !== table.dimensions.length || new Set(table.dimensions).size !== table.dimensions.length) {
    problems.push({ where, what: 'crosses an unknown dimension, or one twice' });
    return;
  }
  rowsProblems(table, dimensions, form?.categories.length, problems);
}

function rowsProblems(
  table: ReleasedTable,
  dimensions: readonly ReleasedDimension[],
  categories: number | undefined,
  problems: Problem[],
): void {
  const seen = new Set<string>();
  for (const row of table.rows) {
    const where = `table ${table.id}, ${rowLabel(row)}`;
    if (seen.has(rowKey(row.codes))) problems.push({ where, what: 'is listed twice' });
    seen.add(rowKey(row.codes));
    if (!codesFit(row, dimensions)) problems.push({ where, what: 'has codes that its dimensions do not have' });
    if (row.state !== 'withheld' && row.cells.length !== categories)
      problems.push({ where, what: 'has not one cell per category' });
  }
  // Registry order and no row missing: neither order nor absence may say anything about a number (docs/glossary.md, "pattern").
  const expected = groupsOf(dimensions).map(rowKey);
  const actual = table.rows.filter(({ kind }) => kind === 'group').map(({ codes }) => rowKey(codes));
  if (expected.length !== actual.length || expected.some((key, i) => key !== actual[i]))
    problems.push({
      where: `table ${table.id}`,
      what: 'has not exactly one row per group, in registry order (last dimension fastest)',
    });
}

/** A group row has plain codes; a remainder row has exactly one `~PARENT`, and that parent has children. */
function codesFit(row: ReleasedRow, dimensions: readonly ReleasedDimension[]): boolean {
  if (row.codes.length !== dimensions.length) return false;
  let remainders = 0;
  for (const [d, dimension] of dimensions.entries()) {
    const code = row.codes[d] ?? '';
    const parent = remainderParent(code);
    if (parent !== null) remainders += 1;
    const fits =
      parent === null ? dimension.codes.some(({ id }) => id === code) : childrenOf(dimension, parent).length > 0;
    if (!fits) return false;
  }
  return remainders === (row.kind === 'remainder' ? 1 : 0);
}
