import type { TableRows } from '../world.ts';
import { hraAnswer, hraDef, hraItem, hraResponse, hraScore, productivity, utilisation } from './assessments.ts';
import { contract, eligibilityBatch, employer, employerName, orgUnit, screeningEvent } from './employers.ts';
import { biometric, condition, medication, screening } from './measurements.ts';
import { disclosureLog, message, staffAccess, supportTicket } from './operations.ts';
import { authEvent, consent, deviceToken, eligibility, erasureRequest, participant } from './people.ts';
import { campaign, campaignEnrol, campaignLog, coach, coachingCase, coachingNote, incentiveLedger, post } from './programme.ts';
import { wearableDay, wearableLink } from './wearables.ts';

/** Every table of the vendor's database (schema `vendor`, `migrations/`) and what fills it; referenced tables come before those that refer to them. */
export const BASE_TABLES: Readonly<Record<string, TableRows>> = {
  employer,
  employer_name: employerName,
  contract,
  org_unit: orgUnit,
  eligibility_batch: eligibilityBatch,
  eligibility,
  participant,
  auth_event: authEvent,
  device_token: deviceToken,
  consent,
  erasure_request: erasureRequest,
  hra_def: hraDef,
  hra_item: hraItem,
  hra_response: hraResponse,
  hra_answer: hraAnswer,
  hra_score: hraScore,
  productivity,
  utilisation,
  condition,
  medication,
  screening_event: screeningEvent,
  screening,
  biometric,
  wearable_link: wearableLink,
  wearable_day: wearableDay,
  campaign,
  campaign_enrol: campaignEnrol,
  campaign_log: campaignLog,
  post,
  coach,
  coaching_case: coachingCase,
  coaching_note: coachingNote,
  incentive_ledger: incentiveLedger,
  message,
  support_ticket: supportTicket,
  staff_access: staffAccess,
  disclosure_log: disclosureLog,
};
