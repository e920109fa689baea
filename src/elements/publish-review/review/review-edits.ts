import type { ReactiveControllerHost } from 'lit';
import type { ActionController } from '../../../controllers/action-controller.js';
import type { ProviderController } from '../../../controllers/provider-controller.js';
import { SittingState } from '../../../controllers/publishing/sitting-state.js';
import type { BlockReason } from '../../../model/publish/block.js';
import { isInEffect, type WorkspaceEdit } from '../../../model/workspace/workspace-edit.js';
import { isSameContent, type Workspace } from '../../../model/workspace/workspace.js';
import type { Review } from '../../../publishing/review/review.js';

/** Why the workspace was edited: what it settles, for whom. */
export interface EditReason {
  readonly reason: BlockReason;
  readonly skuId?: string;
  readonly userIds: readonly string[];
}

/** An edit that was made here, with the way back. */
export interface MadeEdit {
  readonly workspaceId: string;
  readonly edit: WorkspaceEdit;
  readonly undo: readonly WorkspaceEdit[];
  /** Missing where it is shown elsewhere: the route, whom it leaves out, who was unsubscribed after a publish. */
  readonly about?: EditReason;
}

export interface EditTarget {
  readonly provider: ProviderController;
  readonly sitting: () => object;
  /** Undefined where the review is about no workspace. */
  readonly workspaceId: () => string | undefined;
  /** Reviews anew with the workspace as it is now. */
  readonly reviewAnew: () => Promise<void>;
}

/** Edits the workspace from its review, reviews anew, and remembers what was edited so that each can be taken back. */
export class ReviewEdits {
  readonly #host: ReactiveControllerHost;
  readonly #action: ActionController;
  readonly #target: EditTarget;
  readonly #made: SittingState<readonly MadeEdit[]>;
  #pending: WorkspaceEdit | undefined;

  constructor(host: ReactiveControllerHost, action: ActionController, target: EditTarget) {
    this.#host = host;
    this.#action = action;
    this.#target = target;
    this.#made = new SittingState<readonly MadeEdit[]>(host, target.sitting, []);
  }

  /** The edit that is under way. */
  get pending(): WorkspaceEdit | undefined {
    return this.#pending;
  }

  /** What was edited here and still is so, in order. */
  listMade(workspace: Workspace | undefined): readonly MadeEdit[] {
    return this.#made.value.filter(
      ({ workspaceId, edit }) => workspaceId === workspace?.id && isInEffect(workspace, edit),
    );
  }

  /** Of these, those that settled why somebody was blocked. */
  listSettling(workspace: Workspace | undefined): readonly MadeEdit[] {
    return this.listMade(workspace).filter(({ about }) => about !== undefined);
  }

  /** Whether the workspace is no longer what was reviewed, by somebody else's doing. */
  isOvertaken({ topic }: Review, workspace: Workspace | undefined): boolean {
    if (!workspace || topic.kind !== 'publish' || this.#pending) return false;
    return !isReviewedAlike(workspace, topic.workspace);
  }

  make(edit: WorkspaceEdit, about?: EditReason): Promise<void> {
    return this.#run([edit], (undo, workspaceId) => {
      this.#made.value = [...this.#made.value, { workspaceId, edit, undo, ...(about ? { about } : {}) }];
    });
  }

  takeBack(made: MadeEdit): Promise<void> {
    return this.#run(made.undo, () => {
      this.#made.value = this.#made.value.filter((each) => each !== made);
    });
  }

  #run(
    edits: readonly WorkspaceEdit[],
    done: (undo: readonly WorkspaceEdit[], workspaceId: string) => void,
  ): Promise<void> {
    const { provider, reviewAnew } = this.#target;
    const workspaceId = this.#target.workspaceId();
    return this.#action.runBeside(async () => {
      const { session } = provider;
      if (!session || workspaceId === undefined) return;
      this.#pending = edits[0];
      this.#host.requestUpdate();
      try {
        const undo = await session.workspaces.edit(workspaceId, edits);
        if (undo.length > 0) done(undo, workspaceId);
        await reviewAnew();
      } finally {
        this.#pending = undefined;
        this.#host.requestUpdate();
      }
    });
  }
}

function isReviewedAlike(a: Workspace, b: Workspace): boolean {
  return (
    a.route === b.route &&
    a.deleting === b.deleting &&
    a.acceptedGroup?.groupId === b.acceptedGroup?.groupId &&
    JSON.stringify(a.exceptions ?? []) === JSON.stringify(b.exceptions ?? []) &&
    isSameContent(a.draft, b.draft)
  );
}
