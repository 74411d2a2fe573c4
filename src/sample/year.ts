import type { Cell } from './world.ts';

/**
 * A day or time moved by whole years, anything else as it is. A leap day becomes 28 February where the year has none. Clock times stay right
 * but for the hour between the years' changes of the clocks in spring and autumn, and no time of the generator that matters lies there.
 */
export function moved(cell: Cell, years: number): Cell {
  if (years === 0 || typeof cell !== 'string') return cell;
  const [, year, rest] = /^(\d{4})(-\d{2}-\d{2}(?:T\d{2}:\d{2}:\d{2}Z)?)$/.exec(cell) ?? [];
  if (year === undefined || rest === undefined) return cell;
  const later = Number(year) + years;
  return `${later}${rest.startsWith('-02-29') && !isLeap(later) ? rest.replace('-02-29', '-02-28') : rest}`;
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}
