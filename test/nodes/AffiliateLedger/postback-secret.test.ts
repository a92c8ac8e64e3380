import { testStore } from '../../support/runNode';
import { byCode, currentWorkspace, errorOf, ledgerOne, saveProgramme } from './ledger-user';

const rotate = async (programme: string) =>
	await ledgerOne('programme', 'rotatePostbackSecret', { programme: byCode(programme) });

const secretOf = async (programmeId: string) =>
	await (await testStore(currentWorkspace())).registry.postbackSecret(programmeId);

describe('the postback secret of a programme', () => {
	it('is shown by the rotation that makes it, and is the one that signatures are checked with', async () => {
		const { programmeId } = await saveProgramme();
		expect(await secretOf(programmeId)).toBeNull();
		const made = await rotate('main');
		expect(made).toEqual({
			programmeCode: 'main',
			secret: expect.stringMatching(/^[A-Za-z0-9_-]{43}$/),
			endsFormerSecret: false,
			rotatedAt: expect.any(String),
		});
		expect(await secretOf(programmeId)).toBe(made['secret']);
	});

	it('ends with the next rotation, which says so', async () => {
		const { programmeId } = await saveProgramme();
		const first = await rotate('main');
		const second = await rotate('main');
		expect(second['endsFormerSecret']).toBe(true);
		expect(second['secret']).not.toBe(first['secret']);
		expect(await secretOf(programmeId)).toBe(second['secret']);
	});

	it('is no part of the programme as other operations give it', async () => {
		await saveProgramme();
		const { secret } = await rotate('main');
		const shown = JSON.stringify(await ledgerOne('programme', 'get', { code: 'main' }));
		expect(shown).not.toContain(secret);
		expect(shown).not.toContain('ecret');
	});

	it('is one programme’s own', async () => {
		await saveProgramme();
		const other = await saveProgramme({ code: 'other', name: 'Other' });
		await rotate('main');
		expect(await secretOf(other['programmeId'] as string)).toBeNull();
	});

	it('is refused for a programme that is not there', async () => {
		const { message } = await errorOf(rotate('ghost'));
		expect(message).toContain("no programme with the code 'ghost'");
	});
});
