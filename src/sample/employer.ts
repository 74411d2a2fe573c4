import { canary } from './canary.ts';

/** What an invented employer is made of. Sizes of units without a `people` of their own fall off like 1/rank (Zipf). */
export interface EmployerSpec {
  readonly id: string;
  readonly legalName: string;
  readonly country: 'US' | 'VN';
  readonly timeZone: string;
  readonly locale: 'en' | 'es' | 'vi';
  readonly mailDomain: string;
  /** People entitled to take part in 2025: employees present at their completion, else at the year's end. */
  readonly people: number;
  readonly women: number;
  /** Share of them who completed an assessment in 2025 and whose consent stands. */
  readonly completed: number;
  /** Departments by division; null holds departments that belong to no division. */
  readonly divisions: readonly DivisionSpec[];
  readonly sites: readonly SiteSpec[];
  readonly contract: ContractSpec;
  /** What the employer was called before, and until when. */
  readonly formerName?: { readonly name: string; readonly until: string };
  /** The employer that it was merged into, and when. */
  readonly mergedInto?: { readonly id: string; readonly on: string };
}

export interface DivisionSpec {
  readonly name: string | null;
  readonly departments: readonly string[];
  /** People of the division's own office, in none of its departments. */
  readonly office?: number;
}

export interface SiteSpec {
  readonly name: string;
  /** First four digits of the ZIP codes around the site; none outside the United States. */
  readonly zip4: string | null;
  readonly people?: number;
}

export interface ContractSpec {
  readonly startOn: string;
  readonly endOn: string;
  readonly retentionMonths: number;
  readonly destroyRequestedAt: string | null;
}

export const RUNNING: ContractSpec = {
  startOn: '2023-01-01',
  endOn: '2027-12-31',
  retentionMonths: 12,
  destroyRequestedAt: null,
};

/** A clinic group in Texas: small, Spanish-speaking. */
const CLINICS: EmployerSpec = {
  id: 'rio-claro-clinics',
  legalName: 'Rio Claro Family Clinics',
  country: 'US',
  timeZone: 'America/Chicago',
  locale: 'es',
  mailDomain: 'rioclaro.example',
  people: 90,
  women: 0.6,
  completed: 0.7,
  divisions: [{ name: null, departments: ['Nursing', 'Front Office', 'Pharmacy and Laboratory'] }],
  sites: [
    { name: 'San Antonio', zip4: '7820' },
    { name: 'Laredo', zip4: '7804' },
  ],
  contract: RUNNING,
};

/** An electronics maker in northern Viet Nam. */
const ELECTRONICS: EmployerSpec = {
  id: 'song-cau-electronics',
  legalName: 'Công ty TNHH Điện tử Sông Cầu',
  country: 'VN',
  timeZone: 'Asia/Ho_Chi_Minh',
  locale: 'vi',
  mailDomain: 'songcau.example',
  people: 1200,
  women: 0.62,
  completed: 0.6,
  divisions: [
    { name: 'Sản xuất', departments: ['Lắp ráp bảng mạch', 'Lắp ráp hoàn thiện', 'Đóng gói', 'Bảo trì'] },
    { name: 'Kỹ thuật', departments: ['Thiết kế', 'Kiểm tra chất lượng', 'Tự động hóa'] },
    { name: 'Văn phòng', departments: ['Kế toán', 'Nhân sự', 'Kho vận'] },
  ],
  sites: ['Bắc Ninh', 'Thái Nguyên', 'Hải Phòng', 'Hà Nội', 'Đà Nẵng'].map((name) => ({ name, zip4: null })),
  contract: RUNNING,
};

/**
 * A manufacturer in the middle of the United States, with a site of one person and two departments whose names are traps: somebody's
 * address was typed into one, a spreadsheet would take the other for a formula.
 */
const MANUFACTURER: EmployerSpec = {
  id: 'halvorsen-manufacturing',
  legalName: 'Halvorsen Manufacturing Company',
  country: 'US',
  timeZone: 'America/Denver',
  locale: 'en',
  mailDomain: 'halvorsen.example',
  people: 6000,
  women: 0.4,
  completed: 0.6,
  divisions: [
    {
      name: 'Operations',
      departments: ['Assembly', 'Machining', 'Paint Shop', 'Foundry', 'Tooling', 'Maintenance'],
      office: 14,
    },
    { name: 'Supply Chain', departments: ['Warehouse', 'Transport', 'Purchasing', 'Planning', 'Receiving', 'Returns'] },
    {
      name: 'Engineering',
      departments: [
        'Product Design',
        'Test Laboratory',
        'Quality',
        'Software',
        'Process Engineering',
        'Prototype Shop',
      ],
    },
    {
      name: 'Commercial',
      departments: [
        'Sales East',
        'Sales West',
        `Field Service (${canary('unit', '1')}@halvorsen.example)`,
        'Marketing',
        'Customer Care',
        '+Plus Programmes',
      ],
    },
    {
      name: 'Corporate',
      departments: ['Finance', 'People', 'Legal', 'Information Technology', 'Facilities', 'Safety'],
    },
  ],
  sites: [
    { name: 'Denver Plant', zip4: '8021' },
    { name: 'Pueblo Foundry', zip4: '8100' },
    { name: 'Colorado Springs', zip4: '8090' },
    { name: 'Cheyenne', zip4: '8200' },
    { name: 'Albuquerque', zip4: '8710' },
    { name: 'Salt Lake City', zip4: '8410' },
    { name: 'Omaha', zip4: '6810' },
    { name: 'Rapid City', zip4: '5770' },
    { name: 'Billings', zip4: '5910' },
    { name: 'Grand Junction', zip4: '8150' },
    { name: 'Boise', zip4: '8370' },
    { name: 'Yellowstone Depot', zip4: '8219', people: 1 },
  ],
  contract: RUNNING,
  formerName: { name: 'Halvorsen Brothers Foundry', until: '2024-07-01' },
};

export const DEMO_EMPLOYERS: readonly EmployerSpec[] = [CLINICS, ELECTRONICS, MANUFACTURER];
