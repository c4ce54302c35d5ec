CREATE TABLE "heard" (
	"id" text PRIMARY KEY NOT NULL,
	"heard_at" timestamptz NOT NULL
);
--> statement-breakpoint
CREATE TABLE "paces" (
	"workspace" text NOT NULL,
	"of" text NOT NULL,
	"free_at" timestamptz NOT NULL,
	CONSTRAINT "paces_workspace_of_pk" PRIMARY KEY("workspace","of")
);
--> statement-breakpoint
ALTER TABLE "paces" ADD CONSTRAINT "paces_workspace_workspaces_id_fk" FOREIGN KEY ("workspace") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "heard_old" ON "heard" USING btree ("heard_at");