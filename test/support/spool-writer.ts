import { FileSpool } from '../../lib/edge';
import { aClick } from './builders/registry';

/**
 * A process to be killed: writes clicks into the spool folder of its first argument for ever, and
 * prints each click id only after the spool has acknowledged it.
 */
async function writeForEver(folder: string): Promise<void> {
	const spool = new FileSpool(folder);
	for (let index = 0; ; index += 1) {
		const batch = [0, 1, 2].map((part) =>
			aClick({ clickId: `clk_${process.pid}_${index}_${part}` }),
		);
		await spool.append(batch);
		process.stdout.write(batch.map(({ clickId }) => `${clickId}\n`).join(''));
	}
}

void writeForEver(process.argv[2] ?? '');
