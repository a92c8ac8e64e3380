export { accountHolderOf, accountProblems } from './account-problems';
export { isValidBic, normalizeBic } from './bic';
export { isRecipientEmail } from './email';
export { isSepaIban, isValidIban, normalizeIban } from './iban';
