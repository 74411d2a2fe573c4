import { TuttiError, type Problem } from '#core';

const MOST = 20;

/** What was written is not what was released. Places and kinds of fault only: an unexplained number is never repeated in a message. */
export function inspectionFailed(problems: readonly Problem[]): TuttiError {
  const places = [...new Set(problems.map((p) => p.where))].slice(0, 3).join(', ');
  return new TuttiError('INSPECTION_FAILED', {
    what: `The written files do not agree with the release: ${String(problems.length)} differences (${places}).`,
    hint: 'Nothing was delivered. Keep the release bundle, and report this as a fault of the program.',
    problems: problems.slice(0, MOST),
  });
}
