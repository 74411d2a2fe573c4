/**
 * Holds PDF reports to PDF/UA-1 (ISO 14289-1) with veraPDF, the validator of the PDF Association's members. Not part of the tests: it needs a
 * Java runtime (11 or later) and Maven, which fetches veraPDF from the repository that it is set up with.
 *
 *   node scripts/verapdf.mjs [FILE.pdf …]        without files: every report.*.pdf below out/
 *
 * Where Maven is no option, unpack veraPDF from its own site and name its jars: VERAPDF_CLASSPATH='…/bin/*' node scripts/verapdf.mjs
 * Ends with 0 where every file complies, 1 where one does not, 2 where nothing could be checked.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const VERSION = '1.28.2';
const POM = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion><groupId>local</groupId><artifactId>verapdf</artifactId><version>1</version>
  <dependencies><dependency>
    <groupId>org.verapdf.apps</groupId><artifactId>greenfield-apps</artifactId><version>${VERSION}</version>
  </dependency></dependencies>
</project>
`;

function fail(why) {
  process.stderr.write(`${why}\n`);
  process.exit(2);
}

function classpath() {
  if (process.env.VERAPDF_CLASSPATH) return process.env.VERAPDF_CLASSPATH;
  const folder = mkdtempSync(join(tmpdir(), 'verapdf-'));
  try {
    writeFileSync(join(folder, 'pom.xml'), POM);
    const list = join(folder, 'classpath');
    const { status, error } = spawnSync('mvn', ['-q', 'dependency:build-classpath', `-Dmdep.outputFile=${list}`], {
      cwd: folder,
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    if (error || status !== 0 || !existsSync(list)) fail('veraPDF could not be had through Maven; see the head of scripts/verapdf.mjs.');
    return readFileSync(list, 'utf8').trim();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const delivered = existsSync('out') ? readdirSync('out', { recursive: true }) : [];
const files =
  process.argv.length > 2
    ? process.argv.slice(2)
    : delivered
        .filter((name) => name.endsWith('.pdf'))
        .map((name) => join('out', name))
        .sort();
if (files.length === 0) fail('There is no PDF to check: name one, or run `npm start` first.');
const { stdout, error } = spawnSync(
  'java',
  ['-cp', classpath(), 'org.verapdf.apps.GreenfieldCliWrapper', '--flavour', 'ua1', '--format', 'text', '--verbose', ...files],
  { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], maxBuffer: 64 * 1024 * 1024 },
);
if (error) fail('There is no Java runtime: install one, for instance default-jre-headless.');
process.stdout.write(stdout);
const passed = stdout.split('\n').filter((line) => line.startsWith('PASS ')).length;
process.stdout.write(`${passed} of ${files.length} comply with PDF/UA-1 (veraPDF ${VERSION})\n`);
process.exitCode = passed === files.length ? 0 : 1;
