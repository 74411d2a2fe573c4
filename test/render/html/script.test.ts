import { JSDOM } from 'jsdom';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Locale } from '#core';
import { openSample } from '../open-sample.ts';
import { broadContent, pageOf } from './pages.ts';

const { released } = openSample(broadContent());

/** The page with its script running, as far as a document without a layout goes. */
function open(locale: Locale, dark = false): Document {
  const { window } = new JSDOM(pageOf(released, locale), {
    runScripts: 'dangerously',
    beforeParse(page) {
      page.matchMedia = (query) =>
        Object.assign(new page.EventTarget(), {
          matches: dark && query.includes('dark'),
          media: query,
          onchange: null,
          addListener() {},
          removeListener() {},
        });
    },
  });
  return window.document;
}

let page: Document;
beforeEach(() => {
  page = open('vi');
});

const firstTable = (): HTMLTableElement => {
  const table = page.querySelector<HTMLTableElement>('table.groups');
  if (table === null) throw new Error('no table');
  return table;
};
const rows = (): readonly HTMLTableRowElement[] => [...firstTable().tBodies].flatMap((body) => [...body.rows]);
const labels = (): readonly string[] => rows().map((row) => row.cells[0]?.textContent ?? '');
const button = (n: number): HTMLButtonElement => {
  const found = firstTable().querySelectorAll<HTMLButtonElement>('thead button')[n];
  if (found === undefined) throw new Error('no button');
  return found;
};

describe('sorting', () => {
  it('goes down, up, and back to the order of the report, and says so', () => {
    const given = labels();
    const head = button(1).closest('th');
    button(1).click();
    expect(head?.getAttribute('aria-sort')).toBe('descending');
    const down = labels();
    expect(down).not.toEqual(given);
    expect(down.toSorted()).toEqual(given.toSorted());
    expect(page.querySelector('[role=status]')?.textContent).toMatch(/^Sắp xếp theo .*, Số người, từ cao đến thấp\./u);
    button(1).click();
    expect(head?.getAttribute('aria-sort')).toBe('ascending');
    expect(labels()).not.toEqual(down);
    button(1).click();
    expect(head?.hasAttribute('aria-sort')).toBe(false);
    expect(labels()).toEqual(given);
  });

  it('compares numbers, keeps departments in their division, totals first, and combined groups and hidden numbers last', () => {
    button(1).click();
    expect(rows()[0]?.className).toContain('total');
    const value = (row: HTMLTableRowElement): number | null => {
      const text = row.cells[2]?.textContent.replaceAll('.', '') ?? '';
      return /^\d+$/u.test(text) ? Number(text) : null;
    };
    let shown = 0;
    let parent = '';
    let last = Infinity;
    let over = false;
    for (const row of rows().slice(1)) {
      if (row.classList.contains('parent')) {
        expect(shown === 0 || row.cells[0]?.textContent !== parent).toBe(true);
        parent = row.cells[0]?.textContent ?? '';
        last = Infinity;
        over = false;
        continue;
      }
      const n = value(row);
      if (row.classList.contains('remainder') || n === null) {
        over = true;
        continue;
      }
      expect(over, 'a number after the hidden ones').toBe(false);
      expect(n).toBeLessThanOrEqual(last);
      last = n;
      shown += 1;
    }
    expect(shown).toBeGreaterThan(10);
  });

  it('is a button with a name that begins with what is seen', () => {
    expect(button(0).type).toBe('button');
    expect(button(0).getAttribute('aria-label')).toMatch(/^%, .+, %: sắp xếp$/u);
  });
});

describe('the theme', () => {
  it.each([
    [false, 'false', 'dark'],
    [true, 'true', 'light'],
  ])('begins as the system has it (dark: %s) and can be turned', (dark, pressed, after) => {
    page = open('en', dark);
    const theme = page.querySelector<HTMLButtonElement>('button.theme');
    expect(theme?.getAttribute('aria-pressed')).toBe(pressed);
    theme?.click();
    expect(page.documentElement.className).toBe(after);
    expect(theme?.getAttribute('aria-pressed')).toBe(String(!dark));
  });
});

it('without the script there are no buttons, and every table is there', () => {
  const plain = new JSDOM(pageOf(released, 'vi')).window.document;
  expect(plain.querySelectorAll('button')).toHaveLength(0);
  expect(plain.querySelectorAll('table')).toHaveLength(page.querySelectorAll('table').length);
});
