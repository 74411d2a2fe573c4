/** The program's name and version as it stands in manifests; a test keeps it equal to package.json. */
export const GENERATOR = 'tutti 0.1.0';
