import { approveAll, byCode, ledgerOne, place, setUp, type Json } from './ledger-user';

/** Published example numbers, with right check digits. */
export const ANNAS_IBAN = 'DE89 3704 0044 0532 0130 00';
export const BENS_IBAN = 'AT61 1904 3002 3457 3201';
export const PAYER_IBAN = 'NL91 ABNA 0417 1643 00';

export const payer = {
	details: {
		name: 'Merchant GmbH',
		iban: PAYER_IBAN,
		bic: 'ABNANL2A',
		email: 'finance@merchant.example',
		vatId: 'DE123456789',
		address: {
			lines: { line1: 'Kaufstr. 2', postalCode: '20095', city: 'Hamburg', country: 'DE' },
		},
	},
};

export async function savePolicy(additionalFields: object = {}, minimums = '50.00 EUR') {
	return await ledgerOne('payoutPolicy', 'upsert', {
		minimums,
		additionalFields: { coolingDays: 0, payer, ...additionalFields },
	});
}

export async function saveProfile(code: string, parameters: object = {}): Promise<Json> {
	return await ledgerOne('payoutProfile', 'upsert', {
		affiliate: byCode(code),
		method: 'sepa',
		accountHolder: `${code} affiliate`,
		iban: code === 'ben' ? BENS_IBAN : ANNAS_IBAN,
		...parameters,
	});
}

export const sepa = { currency: 'EUR', method: 'sepa' };

/** Why nobody is paid, by affiliate code; an empty list for who is. */
export async function reasonsBy(
	preview: readonly Json[],
): Promise<Record<string, readonly string[]>> {
	return Object.fromEntries(
		preview.map(({ affiliateCode, reasons }) => [
			String(affiliateCode),
			(reasons as Json[]).map(({ code }) => String(code)),
		]),
	);
}

/** Anna has 100.00 EUR approved and Ben 60.00, both with an account; a policy is saved. */
export async function readyToPay(policy: object = {}): Promise<void> {
	await setUp();
	await savePolicy(policy);
	await saveProfile('anna');
	await saveProfile('ben');
	await place({ net: '1000.00' });
	await place({ orderId: '2001', net: '600.00', by: ['ben'] });
	await approveAll();
}

export async function createBatch(batchKey = '2026-11', others: object = {}): Promise<Json> {
	return await ledgerOne('payout', 'createBatch', { batchKey, ...sepa, ...others });
}

export async function approve(batchId: unknown, approver = 'bea@merchant.example'): Promise<Json> {
	return await ledgerOne('payout', 'approveBatch', { batchId, approver });
}

/** An approved batch of everything that is ready. */
export async function approvedBatch(batchKey = '2026-11', others: object = {}): Promise<Json> {
	const { batchId } = await createBatch(batchKey, others);
	return await approve(batchId);
}

/** The same, marked as sent. */
export async function sentBatch(batchKey = '2026-11'): Promise<Json> {
	const { batchId } = await approvedBatch(batchKey);
	return await ledgerOne('payout', 'sendBatch', { batchId, providerReference: 'bank-1' });
}

export const payoutOf = (batch: Json, code: string): Json => {
	const found = (batch['payouts'] as Json[]).find(({ affiliateCode }) => affiliateCode === code);
	if (found === undefined) throw new Error(`The batch does not pay ${code}`);
	return found;
};
