export { certificateOf, type GateRequest, judge, type Judgement, sign } from './gate.ts';
export { type EarlierRelease, historyVerdict, type HistoryVerdict } from './history.ts';
