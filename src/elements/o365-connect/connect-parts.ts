import type { ClipboardController } from '../../controllers/clipboard-controller.js';
import type { FirstStringsController } from '../../controllers/first-strings-controller.js';
import type { QueryController } from '../../controllers/query-controller.js';
import type { StringsController } from '../../controllers/strings-controller.js';
import type { connectStrings } from '../../localization/en/o365-connect.js';
import type { Tenant } from '../../services/organization.js';
import type { FirstStateParts, StateParts } from '../../ui/states/before-sign-in.js';

type ConnectStrings = ReturnType<typeof connectStrings>;

/** What the parts of this element render with, before somebody signs in too. */
export interface FirstParts extends FirstStateParts {
  readonly strings: FirstStringsController<ConnectStrings>;
}

/** What those render with that show the tenant. */
export interface ConnectParts extends StateParts {
  readonly strings: StringsController<ConnectStrings>;
  readonly tenant: QueryController<Tenant>;
  readonly clipboard: ClipboardController;
}
