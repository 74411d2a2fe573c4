import type { Connection, Submittable } from 'pg';
import { StreamFault } from './stream-fault.ts';

/** What becomes of the messages: bytes of one whole message, from `from` to `to`. */
type OnMessage = (bytes: Buffer, from: number, to: number) => void;

/** Message types of the protocol (manual, "Message Formats") that may come between the start and the end of a COPY. */
const COPY_DATA = 0x64; // d
const COPY_DONE = 0x63; // c
const PASSED_OVER: readonly number[] = [0x48, 0x4e, 0x53, 0x41]; // H copy-out response, N notice, S parameter, A notification

const HEADER_BYTES = 5;

/**
 * Receives a `COPY … TO STDOUT` straight from the connection's socket. While it runs it takes the place of pg's own parser, which would
 * make an object of every row. Each chunk is worked through before the next one is read, so a slow reader slows the server down and there is
 * never more than one chunk (or one row, if longer) in memory.
 */
export class CopyOut implements Submittable {
  /** The row count that the server reports at the end; rejected with what went wrong. */
  readonly finished: Promise<number>;
  readonly #statement: string;
  readonly #onMessage: OnMessage;
  readonly #resolve: (rows: number) => void;
  readonly #reject: (cause: unknown) => void;
  #connection: Connection | null = null;
  #giveBack: ((rest: Buffer) => void) | null = null;
  /** A message that is not complete yet, piece by piece. */
  #begun: Buffer[] = [];
  #begunBytes = 0;
  #rows: number | null = null;

  constructor(statement: string, onMessage: OnMessage) {
    this.#statement = statement;
    this.#onMessage = onMessage;
    const { promise, resolve, reject } = Promise.withResolvers<number>();
    this.finished = promise;
    this.#resolve = resolve;
    this.#reject = reject;
  }

  submit(connection: Connection): void {
    const { stream } = connection;
    const [parser, ...others] = stream.listeners('data');
    if (parser === undefined || others.length > 0) throw new Error('the connection is read by somebody else');
    const onData = (chunk: Buffer): void => this.#data(chunk);
    stream.on('data', onData);
    stream.removeListener('data', parser as (chunk: Buffer) => void);
    this.#connection = connection;
    this.#giveBack = (rest) => {
      this.#giveBack = null;
      stream.on('data', parser as (chunk: Buffer) => void);
      stream.removeListener('data', onData);
      if (rest.length > 0) parser.call(stream, rest);
    };
    connection.query(this.#statement);
  }

  handleError(cause: unknown): void {
    this.#reject(cause);
  }

  handleCommandComplete(message: { readonly text?: string }): void {
    const count = /^COPY (\d+)$/.exec(message.text ?? '')?.[1];
    this.#rows = count === undefined ? null : Number(count);
  }

  handleReadyForQuery(): void {
    if (this.#rows === null) this.#reject(new StreamFault('the server did not say how many rows it sent'));
    else this.#resolve(this.#rows);
  }

  #data(chunk: Buffer): void {
    try {
      this.#work(chunk);
    } catch (cause) {
      // The rest of the stream is of no use, and the server must not go on for nobody.
      this.#reject(cause);
      this.#connection?.stream.destroy();
    }
  }

  #work(chunk: Buffer): void {
    let at = this.#begun.length === 0 ? 0 : this.#complete(chunk);
    while (this.#giveBack !== null && at < chunk.length) {
      const end = endOfMessage(chunk, at);
      if (end === null || end > chunk.length) {
        // Only the beginning of a message is carried over, never the chunk that it came in.
        this.#carry(Buffer.from(chunk.subarray(at)));
        return;
      }
      const then = this.#message(chunk, at, end);
      if (then !== 'next') this.#giveBack(chunk.subarray(then === 'done' ? end : at));
      at = end;
    }
  }

  /** Completes the message that earlier chunks began; where the next one begins in this chunk. */
  #complete(chunk: Buffer): number {
    const head = Buffer.concat(
      [...this.#begun, chunk].slice(0, HEADER_BYTES).map((piece) => piece.subarray(0, HEADER_BYTES)),
    );
    const end = endOfMessage(head, 0);
    const taken = end === null ? chunk.length : Math.min(end - this.#begunBytes, chunk.length);
    this.#carry(chunk.subarray(0, taken));
    if (end === null || this.#begunBytes < end) return taken;
    const whole = Buffer.concat(this.#begun);
    this.#begun = [];
    this.#begunBytes = 0;
    const then = this.#message(whole, 0, end);
    if (then === 'done') this.#giveBack?.(chunk.subarray(taken));
    if (then === 'foreign') this.#giveBack?.(Buffer.concat([whole, chunk.subarray(taken)]));
    return taken;
  }

  #carry(bytes: Buffer): void {
    this.#begun.push(bytes);
    this.#begunBytes += bytes.length;
  }

  /** Works one whole message off; `foreign`: it is for pg, and so is all that follows. */
  #message(bytes: Buffer, at: number, end: number): 'next' | 'done' | 'foreign' {
    const type = bytes[at] ?? 0;
    if (type === COPY_DATA) this.#onMessage(bytes, at + HEADER_BYTES, end);
    else if (type === COPY_DONE) return 'done';
    else if (!PASSED_OVER.includes(type)) return 'foreign';
    return 'next';
  }
}

/** Where the message at `at` ends, which may be beyond the bytes; null: its length has not arrived yet. */
function endOfMessage(bytes: Buffer, at: number): number | null {
  return at + HEADER_BYTES > bytes.length ? null : at + 1 + bytes.readUInt32BE(at + 1);
}
