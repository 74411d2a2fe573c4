export { decideDue, noteSuccess, type DueDecision, type DueState, type PipelineState } from './due.ts';
export { loadDueState, saveDueState } from './due-state.ts';
export { dueOccurrences, nextOccurrence, type Schedule } from './occurrences.ts';
