import { AffiliateError } from '../../kernel';
import type { FieldDefinition } from '../crm';
import type { SalesforceClient } from './client';
import { fullName } from './custom-field';
import { unavailableError } from './describe-failure';
import { SOBJECTS } from './object-fields';
import { runQueries } from './query';
import { soqlText } from './soql';
import { writeRows } from './write-rows';

/**
 * Gives a permission set read and edit access to fields. Fields that it has access to already are
 * refused by Salesforce one by one, which does no harm; what stays invisible is seen by whoever reads
 * the object's description afterwards. Throws `invalid_input` for a set that is not there.
 */
export async function grantAccess(
	client: SalesforceClient,
	permissionSet: string,
	definitions: readonly FieldDefinition[],
): Promise<void> {
	const [result] = await runQueries(client, [
		`SELECT Id FROM PermissionSet WHERE Name = ${soqlText(permissionSet)} LIMIT 1`,
	]);
	if (result?.ok === false) throw unavailableError(result.failure);
	const parentId = result?.records[0]?.['Id'];
	if (typeof parentId !== 'string') {
		throw new AffiliateError(`Salesforce has no permission set named '${permissionSet}'`, {
			code: 'invalid_input',
			path: 'permissionSet',
			hint: 'Give its API name, and assign it to the user of the credential.',
		});
	}
	await writeRows(
		client,
		{
			method: 'POST',
			path: '/composite/sobjects',
			sobject: 'FieldPermissions',
			safety: 'repeatable',
		},
		definitions.map((definition) => ({
			key: fullName(definition),
			body: {
				ParentId: parentId,
				SobjectType: SOBJECTS[definition.object],
				Field: fullName(definition),
				PermissionsRead: true,
				PermissionsEdit: true,
			},
		})),
	);
}
