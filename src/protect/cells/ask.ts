import type { Scenario, World } from './world.ts';

/** A sum of own cells that has to move at least so far. Positive: up; negative: down. */
export interface Demand {
  readonly cells: Int32Array;
  readonly shift: number;
}

/** A cell that may as well move as far as told, in one direction. */
export interface Lure {
  readonly cell: number;
  readonly shift: number;
  readonly bonus: number;
}

export interface Ask {
  readonly scenario: Scenario;
  readonly demand?: Demand;
  /** A world of the scenario that is changed as little as may be, in place of the truth; with a demand and nothing else. */
  readonly from?: World;
  /** Single cells that have to move as well, in the same world. */
  readonly also?: readonly Demand[];
  readonly lures?: readonly Lure[];
  /** Nothing may move that is published. Otherwise what is published may, at its price per person. */
  readonly hard: boolean;
  /** What a change costs elsewhere, per person up and down, whether the cell is published or not. */
  readonly tolls?: Tolls;
  /** A change within a band costs as much as one beyond it: few cells move far, in place of many that move little. */
  readonly plain?: boolean;
  /** Not to be given up soon: no other way is left. */
  readonly last?: boolean;
}

/** All that an ask wants moved. */
export function demandsOf({ demand, also = [] }: Ask): readonly Demand[] {
  return demand === undefined ? also : [demand, ...also];
}

export interface Tolls {
  readonly up: Float64Array;
  readonly down: Float64Array;
}

/** Per cell: price of a person up and down, how far it may fall, and how far it may move within its band at the price of `still`. */
export interface Terms {
  readonly up: number;
  readonly down: number;
  readonly fall: number;
  readonly band: { readonly up: number; readonly down: number; readonly still: number } | null;
}
