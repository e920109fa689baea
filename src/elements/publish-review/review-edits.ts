import type { ReactiveControllerHost } from 'lit';
import type { ProviderController } from '../../controllers/provider-controller.js';
import type { BlockReason } from '../../model/publish-plan.js';
import { isSameContent, type Workspace } from '../../model/workspace.js';
import type { Review } from '../../publishing/review.js';
import type { Attempts } from './attempts.js';
import { applyWorkspaceEdit, invertWorkspaceEdit, isInEffect, type WorkspaceEdit } from './workspace-edit.js';

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
  readonly undo: WorkspaceEdit;
  /** Missing where nobody was blocked: the route was chosen, or somebody was unsubscribed after a publish. */
  readonly about?: EditReason;
}

export interface EditTarget {
  readonly provider: ProviderController;
  readonly workspaceId: () => string;
  /** Plans again with the workspace as it is now. */
  readonly replan: () => Promise<void>;
}

/** Edits the workspace from its review, plans again, and remembers what was edited so that each can be taken back. */
export class ReviewEdits {
  readonly #host: ReactiveControllerHost;
  readonly #attempts: Attempts;
  readonly #target: EditTarget;
  #made: readonly MadeEdit[] = [];
  #pending: WorkspaceEdit | undefined;

  constructor(host: ReactiveControllerHost, attempts: Attempts, target: EditTarget) {
    this.#host = host;
    this.#attempts = attempts;
    this.#target = target;
  }

  /** The edit that is under way. */
  get pending(): WorkspaceEdit | undefined {
    return this.#pending;
  }

  /** What was edited here and still is so, in order. */
  listMade(workspace: Workspace): readonly MadeEdit[] {
    return this.#made.filter(
      ({ workspaceId, edit }) => workspaceId === workspace.id && isInEffect(workspace, edit),
    );
  }

  /** Of these, those that settled why somebody was blocked. */
  listSettling(workspace: Workspace): readonly MadeEdit[] {
    return this.listMade(workspace).filter(({ about }) => about !== undefined);
  }

  /** Whether the workspace is no longer what was reviewed, by somebody else's doing. */
  isOvertaken({ workspace: reviewed, undoes }: Review, workspace: Workspace | undefined): boolean {
    if (!workspace || undoes || this.#pending) return false;
    return workspace.route !== reviewed.route || !isSameContent(workspace.draft, reviewed.draft);
  }

  make(edit: WorkspaceEdit, about?: EditReason): Promise<void> {
    return this.#run(edit, (undo) => {
      const workspaceId = this.#target.workspaceId();
      this.#made = [...this.#made, { workspaceId, edit, undo, ...(about ? { about } : {}) }];
    });
  }

  takeBack(made: MadeEdit): Promise<void> {
    return this.#run(made.undo, () => {
      this.#made = this.#made.filter((each) => each !== made);
    });
  }

  /** Forgets what was edited of a workspace: it is published. */
  clear(workspaceId: string | undefined): void {
    this.#made = this.#made.filter((each) => each.workspaceId !== workspaceId);
  }

  #run(edit: WorkspaceEdit, done: (undo: WorkspaceEdit) => void): Promise<void> {
    const { provider, workspaceId, replan } = this.#target;
    return this.#attempts.attempt(async () => {
      const { workspaces, graph } = provider;
      if (!workspaces || !graph) return;
      const stamp = { at: new Date().toISOString(), by: graph.account.objectId };
      let undo: WorkspaceEdit | undefined;
      this.#pending = edit;
      this.#host.requestUpdate();
      try {
        await workspaces.edit(workspaceId(), (workspace) => {
          undo = invertWorkspaceEdit(workspace, edit);
          return applyWorkspaceEdit(workspace, edit, stamp);
        });
        if (undo) done(undo);
        await replan();
      } finally {
        this.#pending = undefined;
        this.#host.requestUpdate();
      }
    });
  }
}
