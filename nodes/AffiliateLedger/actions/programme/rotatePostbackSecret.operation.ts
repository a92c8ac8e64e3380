import { programmeField, requireProgramme } from '../../locators';
import type { LedgerOperation } from '../../operation';

/** Partners' servers sign with it; nothing gives it out a second time. */
export const rotatePostbackSecret: LedgerOperation = {
	value: 'rotatePostbackSecret',
	name: 'Rotate Postback Secret',
	action: 'Rotate postback secret',
	description: 'Make a new secret for postbacks and show it once; the former one ends at once',
	fields: [
		programmeField(),
		{
			displayName:
				'The secret is shown once, in the output of this run: give it to your partners, and do not save executions of this workflow. Calls under the former secret are refused from now on.',
			name: 'rotationNotice',
			type: 'notice',
			default: '',
		},
	],
	async run(context) {
		const { programmeId, code } = await requireProgramme(context);
		const { registry } = context.store;
		const endsFormerSecret = (await registry.postbackSecret(programmeId)) !== null;
		const rotatedAt = context.clock.now();
		const secret = await registry.rotatePostbackSecret(programmeId, rotatedAt);
		return [{ json: { programmeCode: code, secret, endsFormerSecret, rotatedAt } }];
	},
};
