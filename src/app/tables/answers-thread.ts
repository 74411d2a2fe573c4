/** A thread that looks after some indicators' answers: see `crew.ts`. Orders are carried out in the order in which they come. */
import { Answers } from '#protect';
import { Solver } from '#solver';
import { parentPort } from 'node:worker_threads';
import type { Errand, Report } from './crew.ts';

if (parentPort === null) throw new Error('not started as a thread');
const port = parentPort;
const solver = await Solver.load();
const desks = new Map<number, Answers>();

port.on('message', (errand: Errand) => {
  if (errand.kind === 'hire') {
    desks.set(errand.desk, new Answers(errand.answers, solver));
    return;
  }
  const desk = desks.get(errand.desk);
  if (desk === undefined) throw new Error('an order for nobody');
  const report: Report = { errand: errand.errand, reply: desk.carryOut(errand.order) };
  port.postMessage(report);
});
