import type { Block, Hire, Order, Reply } from '#protect';
import { Worker } from 'node:worker_threads';

/** What a thread is told. */
export type Errand =
  | { readonly kind: 'hire'; readonly desk: number; readonly answers: Block }
  | { readonly kind: 'order'; readonly desk: number; readonly errand: number; readonly order: Order };

/** What a thread tells. */
export interface Report {
  readonly errand: number;
  readonly reply: Reply;
}

/**
 * Threads in which indicators are protected side by side, each thread for some of them. What comes out does not depend on how many there
 * are: an indicator sees its own orders only, in their order.
 */
export class Crew implements AsyncDisposable {
  readonly #threads: readonly Thread[];
  #hired = 0;

  constructor(threads: number) {
    this.#threads = Array.from({ length: threads }, () => new Thread());
  }

  readonly hire: Hire = (answers) => {
    const desk = this.#hired++;
    const thread = this.#threads[desk % this.#threads.length];
    if (thread === undefined) throw new Error('a crew of nobody');
    thread.seat(desk, answers);
    return async (order) => thread.carryOut(desk, order);
  };

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#threads.map(async (thread) => thread.end()));
  }
}

class Thread {
  readonly #worker = new Worker(new URL('answers-thread.ts', import.meta.url));
  readonly #waiting = new Map<number, PromiseWithResolvers<Reply>>();
  #errands = 0;
  #gone: Error | null = null;

  constructor() {
    this.#worker.on('message', ({ errand, reply }: Report) => {
      this.#waiting.get(errand)?.resolve(reply);
      this.#waiting.delete(errand);
    });
    this.#worker.on('error', (cause: unknown) => this.#fail(cause instanceof Error ? cause : new Error('a thread failed', { cause })));
    this.#worker.on('exit', () => this.#fail(new Error('a thread ended before its work was done')));
  }

  seat(desk: number, answers: Block): void {
    this.#send({ kind: 'hire', desk, answers });
  }

  async carryOut(desk: number, order: Order): Promise<Reply> {
    if (this.#gone !== null) throw this.#gone;
    const errand = this.#errands++;
    const waiting = Promise.withResolvers<Reply>();
    this.#waiting.set(errand, waiting);
    this.#send({ kind: 'order', desk, errand, order });
    return waiting.promise;
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  #send(errand: Errand): void {
    this.#worker.postMessage(errand);
  }

  #fail(error: Error): void {
    this.#gone ??= error;
    for (const { reject } of this.#waiting.values()) reject(this.#gone);
    this.#waiting.clear();
  }
}
