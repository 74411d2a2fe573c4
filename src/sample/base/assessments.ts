import { choiceOf, HRA_VERSION, KEPT_ELSEWHERE, readItems, RESPONSE_COLUMNS, UNREPORTED_ITEMS, type Item } from '../items.ts';
import { canary } from '../canary.ts';
import { assessment } from '../tables/assessment.ts';
import type { Cell, Row, TableRows } from '../world.ts';
import { streamFor } from './people.ts';

export const hraDef: TableRows = function* () {
  yield {
    hra_version: HRA_VERSION,
    title_i18n: JSON.stringify({ en: 'Health assessment', es: 'Evaluación de salud', vi: 'Khảo sát sức khỏe' }),
    valid_from: '2023-01-01',
    valid_to: null,
  };
};

const SENSITIVE = /^(?:phq|gad|audit|drinks|binge|stress)/;

export const hraItem: TableRows = function* () {
  for (const item of readItems()) {
    yield {
      ...itemRow(item.id, item.column, item.kind, SENSITIVE.test(item.column) ? 'sensitive' : 'usual'),
      options: item.codes.length === 0 ? null : JSON.stringify(Object.fromEntries(item.codes.map((code, i) => [i + 1, code]))),
    };
  }
  for (const { id, code, type, sensitivity } of UNREPORTED_ITEMS) yield { ...itemRow(id, code, type, sensitivity), options: null };
};

function itemRow(id: number, code: string, type: string, sensitivity: string): Row {
  const words = code.replaceAll('_', ' ');
  return { item_id: id, hra_version: HRA_VERSION, code, text_i18n: JSON.stringify({ en: words, es: words, vi: words }), type, sensitivity };
}

/** A form with half of its items left empty came on paper. */
const PAPER_SHARE = 0.3;

export const hraResponse: TableRows = function* (world) {
  const items = readItems();
  for (const row of assessment(world)) {
    const id = String(row['response_id']);
    const stream = streamFor(world.seed, 'hra_response', id);
    const empty = items.filter(({ column }) => row[column] === null).length;
    const paper = row['completed_at'] !== null && empty > PAPER_SHARE * items.length;
    yield {
      ...Object.fromEntries(RESPONSE_COLUMNS.map((column) => [column, row[column] ?? null])),
      hra_version: HRA_VERSION,
      mode: paper ? 'paper' : stream.chance(0.05) ? 'phone' : 'web',
      lang: stream.pick(['en', 'es', 'vi']),
    };
  }
};

/** An answer a row; what was left out has none. */
export const hraAnswer: TableRows = function* (world) {
  const items = readItems();
  const [selfHarm, comments, other] = UNREPORTED_ITEMS;
  const none = { num: null, choice: null, choices: null, text: null };
  for (const row of assessment(world)) {
    const id = String(row['response_id']);
    const stream = streamFor(world.seed, 'hra_answer', id);
    for (const item of items) {
      const cell = row[item.column];
      if (cell !== null && cell !== undefined) yield { response_id: id, item_id: item.id, ...none, ...answer(item, cell) };
    }
    if (row['completed_at'] !== null) yield { response_id: id, item_id: selfHarm.id, ...none, num: stream.chance(0.03) ? stream.between(1, 3) : 0 };
    if (row['comments'] !== null) yield { response_id: id, item_id: comments.id, ...none, text: row['comments'] ?? null };
    // People type names into the label of "other".
    if (stream.chance(0.02))
      yield { response_id: id, item_id: other.id, ...none, choices: '{4}', text: `Other: ask John from the night shift ${canary('typed', id.slice(2))}` };
  }
};

function answer(item: Item, cell: Cell): Row {
  if (item.kind === 'number') return { num: cell };
  if (item.kind === 'yes_no') return { choice: cell === true ? 1 : 2 };
  return { choice: choiceOf(item, String(cell)) };
}

/** What the vendor's own programme reckoned from the answers. */
export const hraScore: TableRows = function* (world) {
  for (const row of assessment(world)) {
    const [interest, depressed] = [row['phq_interest'], row['phq_depressed']];
    if (typeof interest !== 'number' || typeof depressed !== 'number') continue;
    const value = interest + depressed;
    yield { response_id: String(row['response_id']), code: 'phq2', value, band: value >= 3 ? 'positive' : 'negative', algo_version: '1' };
  }
};

const kept = (table: 'productivity' | 'utilisation'): readonly (readonly [string, string])[] =>
  Object.entries(KEPT_ELSEWHERE).flatMap(([column, at]) => (at.table === table ? [[column, at.column] as const] : []));

export const productivity: TableRows = function* (world) {
  const columns = kept('productivity');
  for (const row of assessment(world)) {
    if (columns.every(([column]) => (row[column] ?? null) === null)) continue;
    yield { response_id: String(row['response_id']), ...Object.fromEntries(columns.map(([from, to]) => [to, row[from] ?? null])) };
  }
};

export const utilisation: TableRows = function* (world) {
  const columns = kept('utilisation');
  for (const row of assessment(world)) {
    if (columns.every(([column]) => (row[column] ?? null) === null)) continue;
    const id = String(row['response_id']);
    yield {
      utilisation_id: `UT${id}`,
      participant_id: row['participant_id'] ?? null,
      response_id: id,
      period: String(Number(String(row['started_at']).slice(0, 4)) + world.yearsLater),
      pcp_visit: row['checkup_within_year'] ?? null,
      source: 'self',
      ...Object.fromEntries(columns.map(([from, to]) => [to, row[from] ?? null])),
    };
  }
};
