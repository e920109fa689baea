import type { ClipboardController } from '../../controllers/clipboard-controller.js';
import type { QueryController } from '../../controllers/query-controller.js';
import type { StringsController } from '../../controllers/strings-controller.js';
import type { connectStrings } from '../../localization/en/o365-connect.js';
import type { Tenant } from '../../services/organization.js';
import type { StateParts } from '../../ui/states/before-sign-in.js';

/** What the parts of this element render with, before somebody signs in too. */
export interface FirstParts extends StateParts {
  readonly strings: StringsController<ReturnType<typeof connectStrings>>;
}

/** What those render with that show the tenant. */
export interface ConnectParts extends FirstParts {
  readonly tenant: QueryController<Tenant>;
  readonly clipboard: ClipboardController;
}
