import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { RaisedConflict } from './memory/crmWrites';
import type { ItemOutcome } from './itemOutcome';
import { chosenSystem } from './systems';

/** One item for each conflict that a person must decide, with the item it came from around it. */
export function conflictItems(
	execute: IExecuteFunctions,
	outcomes: readonly ItemOutcome[],
): INodeExecutionData[] {
	const items = execute.getInputData();
	const shown = new Set<string>();
	return outcomes.flatMap((outcome, itemIndex) => {
		const conflicts = 'sync' in outcome ? outcome.sync.conflicts.filter(isRaised) : [];
		return conflicts
			.filter(({ conflictId }) => !shown.has(conflictId) && shown.add(conflictId))
			.map((conflict) => ({
				json: { ...items[itemIndex]?.json, conflict: conflictJson(execute, conflict) },
				pairedItem: { item: itemIndex },
			}));
	});
}

/** Conflicts are only questions once the workspace knows them. */
function isRaised(conflict: object): conflict is RaisedConflict {
	return 'conflictId' in conflict;
}

function conflictJson(execute: IExecuteFunctions, conflict: RaisedConflict): IDataObject {
	const { conflictId, isNew, object, field, owner, source, target, base } = conflict;
	const { value: system, name } = chosenSystem(execute);
	return {
		conflictId,
		isNew,
		system,
		systemName: name,
		object,
		field,
		owner,
		source,
		target,
		base,
	};
}
