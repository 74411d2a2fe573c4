import { CANARY, DEMO_EMPLOYERS, type EmployerSpec } from '../../src/sample/index.ts';

const [clinics] = DEMO_EMPLOYERS;
if (clinics === undefined) throw new Error('the demonstration has no employers');

/** No test of the program may depend on the year in which it runs. */
const contract = { startOn: '2023-01-01', endOn: '2099-12-31', retentionMonths: 12, destroyRequestedAt: null };

/** 22 completers: only that the programme is active. The fastest run there is. */
export const TINY: EmployerSpec = { ...clinics, id: 'tiny-clinic', legalName: 'Tiny Clinic', people: 40, completed: 0.55, contract };

/** A second one of that size. */
export const SECOND: EmployerSpec = { ...TINY, id: 'second-clinic', legalName: 'Second Clinic' };

/** 39 completers: who took part, and nothing about health. */
export const LITTLE: EmployerSpec = { ...clinics, id: 'little-clinic', legalName: 'Little Clinic', people: 60, completed: 0.65, contract };

/** 78 completers in two divisions: the full report. Somebody's address stands in the name of a department. */
export const FULL: EmployerSpec = {
  ...clinics,
  id: 'full-clinic',
  legalName: 'Full Clinic',
  people: 120,
  completed: 0.65,
  divisions: [
    { name: 'Care', departments: ['Nursing', 'Pharmacy'] },
    { name: 'Office', departments: ['Reception', `Accounts (${CANARY}-unit-2@clinic.example)`] },
  ],
  contract,
};
