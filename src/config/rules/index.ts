import { bandsAscend, bandsWithinGate, groupsGiveAllBands, highestIsOrdered } from './bands.ts';
import type { ColumnRule } from './columns.ts';
import {
  answersCountOnce,
  answersNeverGroup,
  columnTypesFit,
  columnsAreClassified,
  columnsAreReached,
  columnsMayBeSelected,
  presenceCountsOnce,
} from './columns.ts';
import type { IndicatorRule } from './categories.ts';
import { categoriesLabelled, categoriesUnique, missingLast, scoringGivesCategories } from './categories.ts';
import { codesMeanOneThing, formIdsUnique, formsGetCoarser, formsPartition } from './forms.ts';
import { followedAreCounted, followedOfCompleters, orderIsComplete } from './followed.ts';
import { funnelCountsIndicators, funnelStepsFollow } from './funnel.ts';
import { benchmarkFitsIndicators, benchmarkFitsDimensions } from './benchmark.ts';
import { bookAdjustsForShared, type BookRule, ownersDiffer } from './book.ts';
import { householdLinked, householdsTied } from './household.ts';
import type { CatalogRule } from './people.ts';
import {
  columnsOfEveryTable,
  fromTableKnown,
  joinsReachBackwards,
  periodJoinsHaveLatest,
  surveysHaveNoLatest,
} from './people.ts';
import type { PipelineRule } from './pipeline.ts';
import { employersZoneKnown, fixedPeriodIsReal, scheduleRuns } from './pipeline.ts';
import type { ReportRule } from './report.ts';
import {
  bandEdgesAscend,
  breakdownsDiffer,
  breakdownsKnowDimensions,
  dimensionsUsed,
  idsUnique,
  valuesSound,
} from './report.ts';
import {
  answersScoredOnce,
  casesDiffer,
  conditionsCanDiffer,
  enoughIsAnswered,
  gatesHaveWidth,
  neverPhq9Item9,
  sumItemsDiffer,
} from './scoring.ts';
import { languagesComplete } from './texts.ts';

/** What must hold across fields, one named function each. A rule reports; it never stops the others. */
export const indicatorRules: readonly IndicatorRule[] = [
  categoriesUnique,
  missingLast,
  categoriesLabelled,
  scoringGivesCategories,
  bandsAscend,
  highestIsOrdered,
  groupsGiveAllBands,
  answersScoredOnce,
  casesDiffer,
  conditionsCanDiffer,
  enoughIsAnswered,
  gatesHaveWidth,
  bandsWithinGate,
  sumItemsDiffer,
  neverPhq9Item9,
  formIdsUnique,
  formsPartition,
  formsGetCoarser,
  codesMeanOneThing,
  orderIsComplete,
  followedOfCompleters,
];

export const reportRules: readonly ReportRule[] = [
  idsUnique,
  breakdownsKnowDimensions,
  breakdownsDiffer,
  dimensionsUsed,
  bandEdgesAscend,
  valuesSound,
  funnelStepsFollow,
  funnelCountsIndicators,
  followedAreCounted,
  benchmarkFitsIndicators,
  benchmarkFitsDimensions,
  languagesComplete,
];

export const catalogRules: readonly CatalogRule[] = [
  columnsOfEveryTable,
  fromTableKnown,
  joinsReachBackwards,
  surveysHaveNoLatest,
  periodJoinsHaveLatest,
  householdsTied,
  householdLinked,
  employersZoneKnown,
];

export const columnRules: readonly ColumnRule[] = [
  columnsAreClassified,
  columnsMayBeSelected,
  columnTypesFit,
  columnsAreReached,
  answersNeverGroup,
  answersCountOnce,
  presenceCountsOnce,
];

export const bookRules: readonly BookRule[] = [bookAdjustsForShared, ownersDiffer];

export const pipelineRules: readonly PipelineRule[] = [scheduleRuns, fixedPeriodIsReal];
