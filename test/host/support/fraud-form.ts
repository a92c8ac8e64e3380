import type { DemoWorld } from '../../../scripts/demo/demo-world.ts';
import { importAgain } from './import-again';
import { ROOT } from './open-world';

/** Who may decide fraud cases. */
export const REVIEWER = { username: 'reviewer', password: 'a password for the reviewers' };

const NAME = 'Fraud Review Form';

/**
 * Gives the form of workflow 18 its password and its e-mail the form's address, as the set-up says,
 * and publishes it; gives the address.
 */
export async function openFraudForm(world: DemoWorld): Promise<string> {
	const address = `${world.n8n.url}/form/fraud-review`;
	const { username: user, password } = REVIEWER;
	await world.client.upsertCredential({
		name: NAME,
		type: 'httpBasicAuth',
		data: { user, password },
	});
	const [imported] = await importAgain(
		ROOT,
		world,
		['18'],
		{ 'Name the reviewer.assignments.assignments.2.value': address },
		[{ slot: NAME, credential: NAME }],
	);
	if (imported?.published !== true) throw new Error('Workflow 18 is not published');
	return address;
}
