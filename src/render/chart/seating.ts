import { scaleLinear } from 'd3-scale';
import { pointRadial, symbol, symbolCircle } from 'd3-shape';

/** One seat of the cover's orchestra: where, and how strong. A pattern of its own; it shows no data. */
export interface Seat {
  readonly x: number;
  readonly y: number;
  readonly path: string;
  readonly opacity: number;
}

/** Rows of seats around a conductor at the origin, fuller towards the back: everybody together. */
export function seating(rows: number, inner: number, step: number): readonly Seat[] {
  const opacity = scaleLinear()
    .domain([0, rows - 1])
    .range([1, 0.28]);
  const area = scaleLinear()
    .domain([0, rows - 1])
    .range([46, 70]);
  return Array.from({ length: rows }, (_, row) => {
    const radius = inner + row * step;
    const seats = Math.round((Math.PI * radius) / 19);
    const path = symbol(symbolCircle, area(row))() ?? '';
    return Array.from({ length: seats }, (_seat, i): Seat => {
      const [x, y] = pointRadial(-Math.PI / 2 + (Math.PI * (i + 0.5)) / seats, radius);
      return { x, y, path, opacity: opacity(row) };
    });
  }).flat();
}
