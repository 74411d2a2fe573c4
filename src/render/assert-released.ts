import { isReleased, type Released } from '#release';

/** The first line of every writer: a cast gets past the compiler, not past this. */
export function assertReleased(value: unknown): asserts value is Released {
  if (!isReleased(value)) throw new TypeError('only a release that openRelease gave out can be rendered');
}
