/** Every impure thing that a stage may ask for is a parameter. This file holds the only clock. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** A line of progress for a person at a terminal. Counts and names of definitions only. */
export interface Progress {
  step(text: string): void;
}

export const silent: Progress = { step: () => undefined };
