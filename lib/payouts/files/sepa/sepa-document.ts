import { formatAmount, type Instant, type Money } from '../../../kernel';

export const PAIN_VERSIONS = ['pain.001.001.09', 'pain.001.001.03'] as const;

export type PainVersion = (typeof PAIN_VERSIONS)[number];

/** One transfer; texts are in SEPA characters already. */
export interface SepaTransfer {
	readonly endToEndId: string;
	readonly amount: Money;
	readonly name: string;
	readonly iban: string;
	readonly bic: string | null;
	readonly remittance: string;
}

export interface SepaMessage {
	readonly messageId: string;
	readonly createdAt: Instant;
	/** "2026-12-03". */
	readonly executionDate: string;
	readonly payer: { readonly name: string; readonly iban: string; readonly bic: string | null };
	readonly transfers: readonly SepaTransfer[];
	readonly total: Money;
}

/**
 * The message as nested elements in the order of the schema. The versions differ in how they write
 * date and BIC. Attributes begin with "@".
 */
export function sepaDocument(version: PainVersion, message: SepaMessage): Record<string, unknown> {
	const { messageId, transfers, payer } = message;
	const sums = { NbOfTxs: String(transfers.length), CtrlSum: formatAmount(message.total) };
	return {
		'?xml': { '@version': '1.0', '@encoding': 'UTF-8' },
		Document: {
			'@xmlns': `urn:iso:std:iso:20022:tech:xsd:${version}`,
			CstmrCdtTrfInitn: {
				GrpHdr: {
					MsgId: messageId,
					CreDtTm: `${message.createdAt.slice(0, 19)}Z`,
					...sums,
					InitgPty: { Nm: payer.name },
				},
				PmtInf: {
					PmtInfId: messageId,
					PmtMtd: 'TRF',
					BtchBookg: 'true',
					...sums,
					PmtTpInf: { SvcLvl: { Cd: 'SEPA' } },
					ReqdExctnDt: DATES[version](message.executionDate),
					Dbtr: { Nm: payer.name },
					DbtrAcct: { Id: { IBAN: payer.iban } },
					DbtrAgt: agent(version, payer.bic),
					ChrgBr: 'SLEV',
					CdtTrfTxInf: transfers.map((transfer) => transferElement(version, transfer)),
				},
			},
		},
	};
}

const DATES: Readonly<Record<PainVersion, (date: string) => unknown>> = {
	'pain.001.001.03': (date) => date,
	'pain.001.001.09': (date) => ({ Dt: date }),
};

const BIC_ELEMENT: Readonly<Record<PainVersion, string>> = {
	'pain.001.001.03': 'BIC',
	'pain.001.001.09': 'BICFI',
};

/** The payer's bank has to be named, even where only its IBAN is known. */
function agent(version: PainVersion, bic: string | null): Record<string, unknown> {
	const id = bic === null ? { Othr: { Id: 'NOTPROVIDED' } } : { [BIC_ELEMENT[version]]: bic };
	return { FinInstnId: id };
}

function transferElement(version: PainVersion, transfer: SepaTransfer): Record<string, unknown> {
	const { endToEndId, amount, name, iban, bic, remittance } = transfer;
	return {
		PmtId: { EndToEndId: endToEndId },
		Amt: { InstdAmt: { '@Ccy': amount.currency, '#text': formatAmount(amount) } },
		...(bic === null ? {} : { CdtrAgt: agent(version, bic) }),
		Cdtr: { Nm: name },
		CdtrAcct: { Id: { IBAN: iban } },
		RmtInf: { Ustrd: remittance },
	};
}
