import { spawnSync } from 'node:child_process';
import path from 'node:path';

/**
 * Why there can be no cluster on this machine; null when there can. Asked before any test is defined, so that tests
 * that cannot run are skipped and do not pass; jest defines tests at once, so another process asks.
 */
export function clusterRefusal(): string | null {
	const script = path.join(__dirname, 'say-refusal.ts');
	const options = ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON', script];
	const { status, stdout } = spawnSync(process.execPath, options, {
		encoding: 'utf8',
		timeout: 30_000,
	});
	if (status !== 0) return 'PostgreSQL and Redis could not be asked for';
	return stdout === '' ? null : stdout;
}
