/** The generator of participant databases: real distributions, invented people. Makes them up; reads nobody's. */
export { CANARY, MARKED_COLUMNS } from './canary.ts';
export { castOf, TRAPS } from './cast.ts';
export { writeCsvFolder, type TableCount } from './csv.ts';
export { fillDatabase } from './database-url.ts';
export { DEMO_SEED, generateDatabase, type DatabaseOptions } from './database.ts';
export { DEMO_EMPLOYERS, type EmployerSpec } from './employer.ts';
export { employerSizes, marketEmployer, SMALLEST_EMPLOYER } from './market.ts';
export { migrate } from './migrate.ts';
export { writeParquetFolder } from './parquet.ts';
export { loadIntoPostgres } from './postgres.ts';
export { reportingColumns } from './reporting.ts';
export { readSchema } from './schema.ts';
export type { Cell } from './world.ts';
