CREATE TABLE "install_states" (
	"state" text PRIMARY KEY NOT NULL,
	"browser" text NOT NULL,
	"expires_at" timestamptz NOT NULL
);
--> statement-breakpoint
CREATE TABLE "installations" (
	"id" text PRIMARY KEY NOT NULL,
	"enterprise" text,
	"workspace" text,
	"bot_user" text NOT NULL,
	"bot_id" text NOT NULL,
	"scopes" text NOT NULL,
	"token" text NOT NULL,
	"refresh_token" text,
	"key" text NOT NULL,
	"expires_at" timestamptz,
	"refreshing_until" timestamptz,
	"installed_at" timestamptz NOT NULL,
	CONSTRAINT "installations_of_one" CHECK ("installations"."id" = coalesce("installations"."workspace", "installations"."enterprise"))
);
--> statement-breakpoint
ALTER TABLE "workspaces" ADD COLUMN "enterprise" text;--> statement-breakpoint
ALTER TABLE "workspaces" ADD COLUMN "uninstalled_at" timestamptz;--> statement-breakpoint
ALTER TABLE "installations" ADD CONSTRAINT "installations_workspace_workspaces_id_fk" FOREIGN KEY ("workspace") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;