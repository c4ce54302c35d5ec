CREATE TABLE "pictures" (
	"workspace" text NOT NULL,
	"content" text NOT NULL,
	"file" text NOT NULL,
	"uploaded_at" timestamptz NOT NULL,
	CONSTRAINT "pictures_workspace_content_pk" PRIMARY KEY("workspace","content")
);
--> statement-breakpoint
CREATE TABLE "quotes" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"round" uuid NOT NULL,
	"author" text NOT NULL,
	"text" text NOT NULL,
	"link" text NOT NULL,
	"state" text DEFAULT 'asked' NOT NULL,
	CONSTRAINT "quotes_asked_once" UNIQUE("round","link"),
	CONSTRAINT "quotes_state" CHECK ("quotes"."state" in ('asked', 'yes', 'no'))
);
--> statement-breakpoint
ALTER TABLE "pictures" ADD CONSTRAINT "pictures_workspace_workspaces_id_fk" FOREIGN KEY ("workspace") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quotes" ADD CONSTRAINT "quotes_round_rounds_id_fk" FOREIGN KEY ("round") REFERENCES "public"."rounds"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "pictures_old" ON "pictures" USING btree ("uploaded_at");--> statement-breakpoint
ALTER TABLE "quotes" ALTER COLUMN "author" SET STATISTICS 0, ALTER COLUMN "text" SET STATISTICS 0, ALTER COLUMN "link" SET STATISTICS 0, ALTER COLUMN "state" SET STATISTICS 0;
