import type { CaseMove, CaseStatus } from '../../../lib/model/fraud-case';
import { AFFILIATE_ID, aFinding, PROGRAMME_ID } from '../../support/builders';
import { describeStores } from '../../support/stores';
import { openEngine } from './open-engine';
import { writeCaseMoves } from '../../../lib/store/fraud/write-case-moves';
import { aCase, aFraudPolicy, anAffiliateCase, CLEAR, SHARED, SHOWN } from './fraud-writes';
import { day } from './ledger-entries';

const moved = (caseId: string, to: CaseStatus, more: Partial<CaseMove> = {}): CaseMove => ({
	caseId,
	from: 'open',
	to,
	actor: 'Petra',
	note: null,
	at: day(20),
	...more,
});

describeStores('A fraud case', (engine) => {
	it('of the scan is opened once', async () => {
		const { fraud } = await engine.open();
		expect(await fraud.openCase(anAffiliateCase())).toBe('created');
		expect(await fraud.openCase(anAffiliateCase({ score: 0.9 }))).toBe('unchanged');
		await fraud.moveCase(moved('cas_affiliate', 'cleared'));
		expect(await fraud.openCase(anAffiliateCase({ score: 0.9 }))).toBe('unchanged');
		expect(await fraud.case('cas_affiliate')).toEqual(
			anAffiliateCase({ status: 'cleared', decidedAt: day(20), decidedBy: 'Petra' }),
		);
		expect(await fraud.case('cas_unknown')).toBeNull();
	});

	it('of the scan is opened once by several scans at once', async () => {
		const { fraud } = await engine.open();
		const outcomes = await Promise.all(
			Array.from({ length: 8 }, () => fraud.openCase(anAffiliateCase())),
		);
		expect(outcomes.filter((outcome) => outcome === 'created')).toHaveLength(1);
		expect(await fraud.caseMoves('cas_affiliate')).toHaveLength(1);
	});

	it('that a scan had found without ground is opened again with what is found now', async () => {
		const { fraud } = await engine.open();
		await fraud.openCase(anAffiliateCase());
		await fraud.moveCase(moved('cas_affiliate', 'superseded'));
		const again = anAffiliateCase({ score: 0.7, openedAt: day(24) });
		expect(await fraud.openCase(again)).toBe('updated');
		expect(await fraud.case('cas_affiliate')).toEqual(again);
	});

	it('moves from where it stands only, and keeps every step', async () => {
		const { fraud } = await engine.open();
		await fraud.openCase(aCase());
		await fraud.moveCase(moved('cas_1', 'confirmed', { note: 'seen before' }));
		await expect(fraud.moveCase(moved('cas_1', 'cleared'))).rejects.toMatchObject({
			code: 'case_decided',
			details: { caseId: 'cas_1', status: 'confirmed' },
		});
		await expect(fraud.moveCase(moved('cas_1', 'cleared', { from: null }))).rejects.toMatchObject({
			code: 'case_decided',
		});
		const back = moved('cas_1', 'cleared', { from: 'confirmed', actor: 'Otto', at: day(21) });
		await fraud.moveCase(back);
		expect(await fraud.case('cas_1')).toMatchObject({
			status: 'cleared',
			decidedBy: 'Otto',
			decidedAt: day(21),
			note: null,
		});
		const steps = await fraud.caseMoves('cas_1');
		expect(steps.slice(1)).toEqual([moved('cas_1', 'confirmed', { note: 'seen before' }), back]);
	});

	it('that nobody knows cannot be moved', async () => {
		const { fraud } = await engine.open();
		await expect(fraud.moveCase(moved('cas_none', 'cleared'))).rejects.toMatchObject({
			code: 'unknown_case',
		});
		expect(await fraud.caseMoves('cas_none')).toEqual([]);
	});

	it('that two people decide at once gets one decision', async () => {
		const { fraud } = await engine.open();
		await fraud.openCase(aCase());
		const outcomes = await Promise.allSettled(
			(['confirmed', 'cleared', 'confirmed', 'cleared'] as const).map((to, n) =>
				fraud.moveCase(moved('cas_1', to, { actor: `person ${n}` })),
			),
		);
		const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
		expect(refused).toHaveLength(3);
		for (const { reason } of refused) expect(reason).toMatchObject({ code: 'case_decided' });
		const winner = outcomes.findIndex(({ status }) => status === 'fulfilled');
		expect((await fraud.case('cas_1'))?.decidedBy).toBe(`person ${winner}`);
		expect(await fraud.caseMoves('cas_1')).toHaveLength(2);
	});

	it('stays open when what was decided with it fails', async () => {
		const workspace = await engine.workspace();
		const { fraud } = await workspace.open();
		await fraud.openCase(aCase());
		const other = await openEngine(workspace.address);
		const both = [moved('cas_1', 'confirmed'), moved('cas_none', 'confirmed')];
		await expect(other.write((tx) => writeCaseMoves(tx, both))).rejects.toMatchObject({
			code: 'unknown_case',
		});
		await other.close();
		expect((await fraud.case('cas_1'))?.status).toBe('open');
		expect(await fraud.caseMoves('cas_1')).toHaveLength(1);
	});
});

describeStores('The list of cases', (engine) => {
	it('begins with the open ones by score, then newest first', async () => {
		const { fraud } = await engine.open();
		const opened = async (caseId: string, score: number, openedAt: string) =>
			await fraud.openCase(aCase({ caseId, score, openedAt }));
		await opened('low', 0.2, day(9));
		await opened('high-old', 0.9, day(1));
		await opened('high-new', 0.9, day(2));
		await opened('done-old', 0.95, day(3));
		await opened('done-new', 0.1, day(4));
		for (const id of ['done-old', 'done-new']) await fraud.moveCase(moved(id, 'cleared'));
		const ids = async (filter: Parameters<typeof fraud.cases>[0]) =>
			(await fraud.cases(filter)).map(({ caseId }) => caseId);
		const inOrder = ['high-new', 'high-old', 'low', 'done-new', 'done-old'];
		expect(await ids({ limit: 9 })).toEqual(inOrder);
		expect(await ids({ limit: 2 })).toEqual(['high-new', 'high-old']);
		expect(await ids({ status: 'cleared', limit: 9 })).toEqual(['done-new', 'done-old']);
	});

	it('is filtered by subject, programme and affiliate', async () => {
		const { fraud } = await engine.open();
		await fraud.openCase(aCase({ affiliateIds: [AFFILIATE_ID, 'aff_other'] }));
		await fraud.openCase(anAffiliateCase({ programmeId: null, affiliateIds: ['aff_third'] }));
		const ids = async (filter: Partial<Parameters<typeof fraud.cases>[0]>) =>
			(await fraud.cases({ limit: 9, ...filter })).map(({ caseId }) => caseId);
		expect(await ids({ subject: 'affiliate' })).toEqual(['cas_affiliate']);
		expect(await ids({ programmeId: PROGRAMME_ID })).toEqual(['cas_1']);
		expect(await ids({ affiliateId: 'aff_other' })).toEqual(['cas_1']);
		expect(await ids({ affiliateId: 'aff_other', subject: 'signup' })).toEqual([]);
	});

	it('of affiliates themselves leaves out their orders and what is over, newest first', async () => {
		const { fraud } = await engine.open();
		await fraud.openCase(aCase());
		await fraud.openCase(anAffiliateCase({ caseId: 'old', openedAt: day(1) }));
		await fraud.openCase(
			anAffiliateCase({
				caseId: 'new',
				openedAt: day(2),
				subject: 'signup',
				affiliateIds: [AFFILIATE_ID, 'aff_twin'],
			}),
		);
		await fraud.openCase(anAffiliateCase({ caseId: 'over' }));
		await fraud.moveCase(moved('over', 'confirmed'));
		await fraud.openCase(anAffiliateCase({ caseId: 'other', affiliateIds: ['aff_other'] }));
		const many = Array.from({ length: 1_200 }, (_, n) => `aff_${n}`);
		const found = await fraud.openAffiliateCases([AFFILIATE_ID, ...many, 'aff_twin']);
		expect(found.map(({ caseId }) => caseId)).toEqual(['new', 'old']);
		expect(await fraud.openAffiliateCases([])).toEqual([]);
	});

	it('whose time is over begins with the oldest end, and holds no case without one', async () => {
		const { fraud } = await engine.open();
		await fraud.openCase(aCase({ caseId: 'b', expiresAt: day(12) }));
		await fraud.openCase(aCase({ caseId: 'a', expiresAt: day(11) }));
		await fraud.openCase(aCase({ caseId: 'later', expiresAt: day(14) }));
		await fraud.openCase(aCase({ caseId: 'endless', expiresAt: null }));
		await fraud.openCase(aCase({ caseId: 'done', expiresAt: day(10) }));
		await fraud.moveCase(moved('done', 'expired'));
		const ids = async (limit: number) =>
			(await fraud.expiredCases(day(12), limit)).map(({ caseId }) => caseId);
		expect(await ids(9)).toEqual(['a', 'b']);
		expect(await ids(1)).toEqual(['a']);
	});
});

describeStores('The record of a rule', (engine) => {
	const INFORMS = aFinding({ ruleId: 'F10', weight: 0 });

	it('counts hits that a person decided, shown ones included, and nothing else', async () => {
		const { fraud } = await engine.open();
		const opened = async (caseId: string, to: CaseStatus | null, at = day(20)) => {
			await fraud.openCase(aCase({ caseId, findings: [SHARED, SHARED, SHOWN, CLEAR, INFORMS] }));
			if (to !== null) await fraud.moveCase(moved(caseId, to, { at }));
		};
		await opened('1', 'confirmed');
		await opened('2', 'cleared');
		await opened('3', 'cleared', day(10));
		await opened('4', 'expired');
		await opened('5', 'superseded');
		await opened('6', null);
		await fraud.openCase(
			aCase({ caseId: '7', programmeId: 'prg_other', findings: [aFinding({ ruleId: 'F4' })] }),
		);
		await fraud.moveCase(moved('7', 'confirmed'));
		expect(await fraud.ruleRecords({})).toEqual([
			{ ruleId: 'F11', confirmed: 1, cleared: 2 },
			{ ruleId: 'F13', confirmed: 1, cleared: 2 },
			{ ruleId: 'F4', confirmed: 1, cleared: 0 },
		]);
		expect(await fraud.ruleRecords({ programmeId: PROGRAMME_ID, since: day(15) })).toEqual([
			{ ruleId: 'F11', confirmed: 1, cleared: 1 },
			{ ruleId: 'F13', confirmed: 1, cleared: 1 },
		]);
	});
});

describeStores("A programme's fraud policy", (engine) => {
	it('gets a version for every change, and none for a save without one', async () => {
		const workspace = await engine.workspace();
		const { fraud } = await workspace.open();
		expect(await fraud.policy(PROGRAMME_ID)).toBeNull();
		const policy = aFraudPolicy();
		const first = { programmeId: PROGRAMME_ID, version: 1, policy, createdAt: day(1) };
		expect(await fraud.savePolicy(PROGRAMME_ID, policy, day(1))).toEqual({
			outcome: 'created',
			record: first,
		});
		expect(await fraud.savePolicy(PROGRAMME_ID, aFraudPolicy(), day(2))).toEqual({
			outcome: 'unchanged',
			record: first,
		});
		const stricter = aFraudPolicy({ rules: { F11: { weight: 0.9 } } });
		const second = { ...first, version: 2, policy: stricter, createdAt: day(3) };
		expect(await fraud.savePolicy(PROGRAMME_ID, stricter, day(3))).toEqual({
			outcome: 'updated',
			record: second,
		});
		// Back to what it was is a change like any other.
		expect((await fraud.savePolicy(PROGRAMME_ID, policy, day(4))).record.version).toBe(3);
		expect(await fraud.policy('prg_other')).toBeNull();
		const audit = await workspace.execute(
			"select * from audit_entries where kind = 'fraud_policy'",
		);
		expect(audit).toHaveLength(3);
	});

	it('saved at once by several gets one version each, without a gap', async () => {
		const { fraud } = await engine.open();
		const saved = await Promise.all(
			Array.from({ length: 8 }, (_, n) =>
				fraud.savePolicy(PROGRAMME_ID, aFraudPolicy({ rules: { F1: { weight: n / 10 } } }), day(1)),
			),
		);
		const versions = saved.map(({ record }) => record.version).sort((a, b) => a - b);
		expect(versions).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
		expect(saved.filter(({ outcome }) => outcome === 'created')).toHaveLength(1);
	});

	it('keeps the addresses of its lists sealed', async () => {
		const workspace = await engine.workspace();
		const { fraud } = await workspace.open();
		const allow = { affiliates: [], emails: ['hidden@secret.example'], customerKeys: [] };
		await fraud.savePolicy(PROGRAMME_ID, aFraudPolicy({ allow }), day(1));
		expect((await fraud.policy(PROGRAMME_ID))?.policy.allow).toEqual(allow);
		const rows = await workspace.execute('select record from fraud_policies');
		expect(JSON.stringify(rows)).not.toContain('hidden');
	});
});
