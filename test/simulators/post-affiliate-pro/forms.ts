import { Refusal, RpcError, type PostAffiliateProAccount, type Row } from './account.ts';
import { filtersOf, gridRows, like, type Request } from './grids.ts';

const NONE: ReadonlySet<string> = new Set();

export function fieldsOf(request: Request): Row {
	const rows = (request['fields'] ?? []) as unknown[][];
	const [header = [], ...entries] = rows;
	const [name, value] = [header.indexOf('name'), header.indexOf('value')];
	if (name < 0 || value < 0) throw new RpcError('Fields have no header');
	return Object.fromEntries(entries.map((entry) => [String(entry[name]), String(entry[value])]));
}

export function formAnswer(fields: Row, message: string): object {
	const rows = Object.entries(fields).map(([name, value]) => [name, value, null, '']);
	return { fields: [['name', 'value', 'values', 'error'], ...rows], success: 'Y', message };
}

export function refusalAnswer({ message, field }: Refusal): object {
	const rows = field === null ? [] : [[field, '', null, message]];
	return {
		fields: [['name', 'value', 'values', 'error'], ...rows],
		success: 'N',
		message: 'There were errors',
		errorMessage: message,
	};
}

function actionAnswer(infoMessage: string): object {
	return { success: 'Y', finished: 'Y', infoMessage, errorMessage: '' };
}

/** Throws for what the server does not know. */
export function callForm(
	account: PostAffiliateProAccount,
	request: Request,
	marked: Set<string>,
	paysAtOnce: () => boolean,
): object {
	switch (`${String(request['C'])}.${String(request['M'])}`) {
		case 'Pap_Merchants_User_AffiliateForm.add':
			return formAnswer(account.addAffiliate(fieldsOf(request)), 'Affiliate was added');
		case 'Pap_Merchants_User_AffiliateForm.load':
			return formAnswer(account.affiliate(fieldsOf(request)['Id'] ?? ''), '');
		case 'Pap_Merchants_User_AffiliateForm.save': {
			const { Id = '', ...fields } = fieldsOf(request);
			return formAnswer(Object.assign(account.affiliate(Id), fields), 'Affiliate was saved');
		}
		case 'Pap_Merchants_User_AffiliateForm.changeStatus':
			return changeStatus(account.affiliates, 'userid', request);
		case 'Pap_Merchants_Transaction_TransactionsForm.add': {
			const added = account.addTransaction(fieldsOf(request));
			return formAnswer(added ?? {}, 'Transaction was added');
		}
		case 'Pap_Merchants_Transaction_TransactionsForm.load':
			return formAnswer(account.transaction(fieldsOf(request)['Id'] ?? ''), '');
		case 'Pap_Merchants_Transaction_TransactionsForm.save': {
			const { Id = '', ...fields } = fieldsOf(request);
			return formAnswer(Object.assign(account.transaction(Id), fields), 'Transaction was saved');
		}
		case 'Pap_Merchants_Transaction_TransactionsForm.changeStatus':
			return changeStatus(account.transactions, 'transid', request);
		case 'Pap_Merchants_Transaction_TransactionsForm.changeStatusPerOrderId':
			return changeByOrder(account, request);
		case 'Pap_Merchants_Transaction_TransactionsForm.makeRefundChargeback':
			return refund(account, request, request['ids'] as string[]);
		case 'Pap_Merchants_Transaction_TransactionsForm.makeRefundChargebackByParams':
			return refund(account, request, filteredIds(account, request));
		case 'Pap_Db_UserInCommissionGroup.addUsers':
			return addUsers(account, request);
		case 'Pap_Merchants_Payout_PayAffiliatesFormExportGrid.markTransactionsAsPaymentPending':
			marked.clear();
			for (const id of request['ids'] as string[]) marked.add(id);
			return actionAnswer('Marked');
		case 'Pap_Merchants_Payout_PayAffiliatesForm.payAffiliates':
			return pay(account, request, marked, paysAtOnce());
		default:
			throw new RpcError(`Class or method ${String(request['C'])} does not exist`);
	}
}

/** An id that nobody has changes nothing, and is answered as if all went well. */
function changeStatus(rows: readonly Row[], key: string, request: Request): object {
	const [ids, status] = [request['ids'], request['status']];
	if (!Array.isArray(ids)) throw new RpcError('Parameter ids is missing');
	if (!['A', 'P', 'D'].includes(String(status))) throw new Refusal('Unknown status', 'rstatus');
	const chosen = rows.filter((row) => ids.includes(row[key]) && row['payoutstatus'] !== 'P');
	for (const row of chosen) row['rstatus'] = String(status);
	return actionAnswer(`Status of ${chosen.length} selected rows was changed`);
}

/** First the exact order id; if none has it, all whose order id begins with it and a bracket. */
function changeByOrder(account: PostAffiliateProAccount, request: Request): object {
	const orderId = String(request['orderid'] ?? '');
	const exact = account.transactions.filter(({ orderid }) => orderid === orderId);
	const alike = account.transactions.filter(({ orderid = '' }) => like(orderid, `${orderId}(%)`));
	for (const row of exact.length > 0 ? exact : alike) row['rstatus'] = String(request['status']);
	return actionAnswer('Status was changed');
}

function filteredIds(account: PostAffiliateProAccount, request: Request): string[] {
	if (filtersOf(request).length === 0) throw new Refusal('Filters are missing');
	const grid = gridRows(
		account,
		{
			C: 'Pap_Merchants_Transaction_TransactionsGrid',
			filters: request['filters'],
			columns: [['id'], ['id']],
			sort_asc: true,
			limit: 500,
		},
		NONE,
	);
	return (grid?.rows ?? []).slice(1).map(([id]) => String(id));
}

function refund(
	account: PostAffiliateProAccount,
	request: Request,
	ids: readonly string[],
): object {
	const type = String(request['status']);
	if (type !== 'R' && type !== 'H') throw new Refusal('Unknown type of refund');
	if (!Array.isArray(ids) || ids.length === 0) throw new Refusal('No transactions were selected');
	const note = String(request['merchant_note'] ?? '');
	account.refund(ids, type, note, request['refund_multitier'] === 'Y');
	return actionAnswer('Refund was made');
}

function addUsers(account: PostAffiliateProAccount, request: Request): object {
	const campaignid = String(request['campaignId'] ?? '');
	if (!account.campaigns.some((row) => row['campaignid'] === campaignid)) {
		throw new Refusal('Campaign does not exist', 'campaignId');
	}
	for (const userid of request['ids'] as string[]) {
		account.affiliate(userid);
		const isMember = account.members.some(
			(row) => row['userid'] === userid && row['campaignid'] === campaignid,
		);
		if (!isMember) account.members.push({ userid, campaignid });
	}
	return actionAnswer('Users were added');
}

function pay(
	account: PostAffiliateProAccount,
	request: Request,
	marked: ReadonlySet<string>,
	paysAtOnce: boolean,
): object {
	const ids = request['ids'] as string[];
	if (!Array.isArray(ids) || ids.some((id) => !marked.has(id))) {
		throw new Refusal('Mark what is to be paid first');
	}
	if (!paysAtOnce) return actionAnswer('The first part is done');
	for (const id of ids) account.pay(id);
	return actionAnswer('Affiliates were paid');
}
