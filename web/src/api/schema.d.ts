// Made from contract/openapi.json by npm run api.
export interface paths {
    "/api/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is signed in */
        get: operations["read_session"];
        put?: never;
        /** Sign in */
        post: operations["sign_in"];
        /** Sign out */
        delete: operations["sign_out"];
        options?: never;
        head?: never;
        /** Choose the language one reads */
        patch: operations["choose_language"];
        trace?: never;
    };
    "/api/session/view": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** See the product as somebody else: read only, for at most 30 minutes */
        post: operations["see_as"];
        /** See it as oneself again */
        delete: operations["see_as_oneself"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/setup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** First start: the first administrator and the company */
        post: operations["set_up"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where one is signed in */
        get: operations["list_sessions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End a session */
        delete: operations["end_session"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sign-in-log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Sign-in log */
        get: operations["list_sign_ins"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Change one's own password */
        post: operations["change_password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{id}/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give somebody a password */
        post: operations["give_password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/second-factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether one has a second factor */
        get: operations["read_second_factor"];
        put?: never;
        /** Begin to set up a second factor */
        post: operations["begin_second_factor"];
        /** Remove one's own second factor */
        delete: operations["remove_second_factor"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/second-factor/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Confirm the second factor with a code */
        post: operations["confirm_second_factor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{id}/second-factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove somebody's second factor */
        delete: operations["remove_second_factor_of_user"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make an API key */
        post: operations["make_api_key"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/api-keys/{id}/issue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give an API key a new secret */
        post: operations["renew_api_key"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/api-keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End an API key */
        delete: operations["end_api_key"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which objects there are */
        get: operations["read_service"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/$metadata": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The model as OData's CSDL */
        get: operations["read_model"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/$batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Many requests in one; an atomicityGroup is one transaction */
        post: operations["run_batch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The files of a record */
        get: operations["list_files"];
        put?: never;
        /** Upload a file, onto a record if one is named */
        post: operations["upload_file"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/files/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Download a file */
        get: operations["download_file"];
        /** Upload a big file in ranges */
        put: operations["upload_file_range"];
        post?: never;
        /** Take a file from its record */
        delete: operations["remove_file"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/files/{id}/info": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A file's name, size and type */
        get: operations["read_file_info"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/import_job/{id}/error_file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Download the bad rows of an import */
        get: operations["download_import_errors"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/import_job/{id}/bad_rows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A page of the bad rows, each with all of its faults, and of those that were put right */
        get: operations["list_bad_rows"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/f/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A public lead form, as a page */
        get: operations["show_lead_form"];
        put?: never;
        /** Send a lead form */
        post: operations["send_lead_form"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/f/{token}/done": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The page that thanks */
        get: operations["thank_for_lead_form"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/f/{token}.js": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The script that embeds a form in a page */
        get: operations["embed_lead_form"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/f/frame.js": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The script by which an embedded form tells its height */
        get: operations["fit_lead_form"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/c/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The short link of a channel */
        get: operations["follow_channel"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/pages/lead-form/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Links and figures of a form */
        get: operations["read_lead_form_page"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lead-forms/fields": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Fields of leads that a form may ask for */
        get: operations["read_lead_form_fields"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lead-forms/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A form that is not saved, as visitors will see it */
        post: operations["preview_lead_form"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lead-forms/{id}/qr.svg": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The QR code */
        get: operations["read_lead_form_code_svg"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lead-forms/{id}/qr.png": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The QR code */
        get: operations["read_lead_form_code_png"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lead-channels/{id}/qr.svg": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The QR code */
        get: operations["read_lead_channel_code_svg"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lead-channels/{id}/qr.png": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The QR code */
        get: operations["read_lead_channel_code_png"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/pages/lead-score/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a lead scores, and why */
        get: operations["read_lead_score"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/pages/lead-scores": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far the scoring of all leads is */
        get: operations["read_lead_scoring"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/hand-over/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a hand-over would take: how many records of each object, and how many are out of reach */
        post: operations["preview_hand_over"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Search the change log */
        get: operations["find_changes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/changes/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Recompute the change log's hash chain */
        post: operations["verify_changes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/definitions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The objects, for designers */
        get: operations["list_object_definitions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/definitions/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An object's whole definition and what was laid over it */
        get: operations["read_object_definition"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/definitions/{name}/usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** In how many records each field is used */
        get: operations["read_field_usage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/formulas/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Check a formula, and turn it into the filter builder's form and back */
        post: operations["check_formula"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How the installation is doing */
        get: operations["read_status"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/pages/forecast": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The forecast of a period: target, closed and expected, of the company, departments and people one sees */
        get: operations["read_forecast"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/pages/forecast/waterfall": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What became of the open deals of a period between two days */
        get: operations["read_forecast_waterfall"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/pages/forecast/waterfall/deals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The deals behind one step of the waterfall */
        get: operations["read_forecast_waterfall_deals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/pages/forecast/accuracy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was forecast for past periods, against what was won */
        get: operations["read_forecast_accuracy"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/pages/leaderboard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who reached how much, people and departments */
        get: operations["read_leaderboard"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/pages/workload": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who has how much to do against what they can */
        get: operations["read_workload"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/pages/targets/plan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Spread a year's target over months and people, without keeping it */
        post: operations["plan_targets"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/pages/targets/keep": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Keep a year's targets, all or none */
        post: operations["keep_targets"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/documents/{object}/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A record as a PDF */
        get: operations["print_record"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/quotes/{id}/links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The share links of a quote, newest first */
        get: operations["read_quote_links"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/quotes/{id}/price": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a product costs in a quote, and where that comes from */
        get: operations["read_quoted_price"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/q/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The page on which a customer sees a quote */
        get: operations["open_shared_quote"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/q/{token}/pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The shared quote as a PDF */
        get: operations["print_shared_quote"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/q/{token}/{answer}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A customer accepts, declines or comments (a form of the page) */
        post: operations["answer_shared_quote"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/meta": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The objects, fields, layouts, views and menus one may see */
        get: operations["read_definitions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Search everything */
        get: operations["search"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What others change, as it happens (SignalR over a WebSocket) */
        get: operations["open_live_line"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/pages/sales": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The figures of the sales overview */
        get: operations["read_sales_figures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/pages/bench": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The home page: one's own cards and those one begins with */
        get: operations["read_bench"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/pages/today": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What to act on today, ranked by urgency times amount */
        get: operations["read_today"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/pages/approvals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What waits for one's own decision, the longest first */
        get: operations["read_approvals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/pages/pools": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The sea pools one takes part in, and what is left of today's limits */
        get: operations["read_pools"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/pages/quality": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The figures of the data quality page */
        get: operations["read_quality_figures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/pages/ageing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is outstanding by age and account, owner or department */
        get: operations["read_ageing"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/pages/group": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An account with all below it: won, contracted, received, over what the caller sees */
        get: operations["read_group"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openapi/v1.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** This document */
        get: operations["read_api"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/manifest.webmanifest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a browser installs the client by */
        get: operations["read_manifest"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the process lives */
        get: operations["read_health"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether it can serve */
        get: operations["read_readiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Metrics for Prometheus */
        get: operations["read_metrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/export_job": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Export: List */
        get: operations["list_export_job"];
        put?: never;
        /** Export: Create */
        post: operations["create_export_job"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/export_job/$count": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Export: Count */
        get: operations["count_export_job"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/export_job/$delta": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Export: What changed */
        get: operations["read_changes_of_export_job"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/export_job/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        /** Export: Read */
        get: operations["read_export_job"];
        put?: never;
        post?: never;
        /** Export: Delete */
        delete: operations["delete_export_job"];
        options?: never;
        head?: never;
        /** Export: Change */
        patch: operations["change_export_job"];
        trace?: never;
    };
    "/api/v1/export_job/{id}/$history": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        /** Export: History */
        get: operations["read_history_of_export_job"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/export_job/{id}/$access": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        /** Export: Who may do what, and why */
        get: operations["explain_access_to_export_job"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/export_job/{id}/$actions": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        /** Export: What one may do with it now */
        get: operations["find_actions_on_export_job"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/export_job/{id}/$readers": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        /** Export: Who of these sees it */
        get: operations["find_readers_of_export_job"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/export_job/{id}/$reveal": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Export: Show a masked value */
        post: operations["reveal_field_of_export_job"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/export_job/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Export: Restore from the recycle bin */
        post: operations["restore_export_job"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/export_job/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Export: Cancel */
        post: operations["cancel_export_job"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/import_job": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Import: List */
        get: operations["list_import_job"];
        put?: never;
        /** Import: Create */
        post: operations["create_import_job"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/import_job/$count": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Import: Count */
        get: operations["count_import_job"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/import_job/$delta": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Import: What changed */
        get: operations["read_changes_of_import_job"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/import_job/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        /** Import: Read */
        get: operations["read_import_job"];
        put?: never;
        post?: never;
        /** Import: Delete */
        delete: operations["delete_import_job"];
        options?: never;
        head?: never;
        /** Import: Change */
        patch: operations["change_import_job"];
        trace?: never;
    };
    "/api/v1/import_job/{id}/$history": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        /** Import: History */
        get: operations["read_history_of_import_job"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/import_job/{id}/$access": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        /** Import: Who may do what, and why */
        get: operations["explain_access_to_import_job"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/import_job/{id}/$actions": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        /** Import: What one may do with it now */
        get: operations["find_actions_on_import_job"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/import_job/{id}/$readers": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        /** Import: Who of these sees it */
        get: operations["find_readers_of_import_job"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/import_job/{id}/$reveal": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Import: Show a masked value */
        post: operations["reveal_field_of_import_job"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/import_job/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Import: Restore from the recycle bin */
        post: operations["restore_import_job"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/import_job/{id}/suggest": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Import: Match columns */
        post: operations["suggest_import_job"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/import_job/{id}/dry_run": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Import: Check */
        post: operations["dry_run_import_job"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/import_job/{id}/correct": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Import: Correct a cell */
        post: operations["correct_import_job"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/import_job/{id}/start": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Import: Start */
        post: operations["start_import_job"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/import_job/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Import: Cancel */
        post: operations["cancel_import_job"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/import_job/{id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Import: Undo */
        post: operations["undo_import_job"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        WebSession: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            user: string;
            user_name: string;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            last_seen_at: string;
            /** Format: date-time */
            expires_at: string;
            address: string;
            agent: string;
            is_current: boolean;
        };
        SignIn: {
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            at: string;
            login: string;
            /** Format: uuid */
            user: string | null;
            address: string;
            agent: string;
            outcome: string;
            second_factor: boolean;
        };
        Session: {
            user: components["schemas"]["SessionUser"];
            /** @description Goes into the X-CSRF header of unsafe requests */
            csrf?: string;
            setup: boolean;
            required?: components["schemas"]["SessionDuty"];
            seenBy?: components["schemas"]["SeenBy"];
            /** @description What may be done, by object */
            rights?: {
                [key: string]: components["schemas"]["ObjectRights"];
            };
            menus?: components["schemas"]["MenuGroup"][];
            company: components["schemas"]["Company"];
        };
        /** @description The administrator who sees as this person */
        SeenBy: {
            /** Format: uuid */
            id: string;
            name: string;
            /**
             * Format: date-time
             * @description When it ends by itself
             */
            until: string;
        };
        NoSession: components["schemas"]["Error"] & {
            /** @description Whether the installation waits to be set up */
            setup: boolean;
        };
        SessionUser: {
            /** Format: uuid */
            id: string;
            login: string;
            name: string;
            /** Format: uuid */
            avatar: string | null;
            /** Format: uuid */
            department: string | null;
            language: string;
            timezone: string;
        };
        /** @enum {string} */
        SessionDuty: "password_change_required" | "second_factor_enrolment_required";
        Company: {
            name: string;
            currency: string;
            language: string;
            timezone: string;
            /** @description Days off that are no weekend */
            holidays: string[];
            /** @description Weekend days that are worked instead */
            workedWeekends: string[];
        };
        Credentials: {
            login: string;
            password: string;
            otp?: string;
        };
        SetUp: {
            token: string;
            login: string;
            password: string;
            name: string;
            company: string;
        };
        PasswordChange: {
            current: string;
            password: string;
        };
        SecondFactor: {
            enabled: boolean;
            required: boolean;
            recovery_codes_left: number;
        };
        SecondFactorOffer: {
            secret: string;
            uri: string;
            /** @description The QR code as SVG */
            qr: string;
        };
        RecoveryCodes: {
            recovery_codes: string[];
        };
        NewApiKey: {
            name: string;
            /** @description Id or name of the role */
            role: string;
            scopes?: string[];
            /** Format: date-time */
            expires_at?: string;
            /** Format: uuid */
            owner?: string;
        };
        ApiKeySecret: {
            /** Format: uuid */
            id: string;
            prefix: string | null;
            secret: string;
        };
        Error: {
            error: {
                code: string;
                message: string;
                details: components["schemas"]["ErrorDetail"][];
                reference?: string;
            };
        };
        ErrorDetail: {
            code: string;
            target?: string;
            message: string;
            /** @description Of a conflict: the value sent */
            mine?: unknown;
            /** @description Of a conflict: the value there now */
            theirs?: unknown;
            /** @description Of a conflict: the value seen */
            original?: unknown;
            /** @description What may be filled to put it right: fields of the record, or lookups of other objects that point to it */
            ways?: {
                object: string;
                field: string;
            }[];
        };
        Record: {
            /** Format: uuid */
            id: string;
            /** Format: int64 */
            version?: number;
        } & {
            [key: string]: unknown;
        };
        Page: {
            "@odata.context"?: string;
            /** Format: int64 */
            "@odata.count"?: number;
            "@odata.nextLink"?: string;
            value: {
                [key: string]: unknown;
            }[];
        };
        Delta: {
            "@odata.context"?: string;
            "@odata.nextLink"?: string;
            "@odata.deltaLink"?: string;
            "@tongke.token": string;
            value: {
                [key: string]: unknown;
            }[];
        };
        ActionAnswer: {
            record: components["schemas"]["Record"] | null;
        } & {
            [key: string]: unknown;
        };
        Duplicates: {
            value: components["schemas"]["DuplicateMatch"][];
        };
        /** @description A record that the reader may not see has no id and a masked name */
        DuplicateMatch: {
            object: string;
            /** Format: uuid */
            id: string | null;
            name: string;
            rule: string;
            label: string;
            /** @enum {string} */
            on: "warn" | "block";
            owner: {
                /** Format: uuid */
                id: string;
                name: string;
            } | null;
            visible: boolean;
        };
        History: {
            value: components["schemas"]["HistoryEntry"][];
        };
        HistoryEntry: {
            /** Format: int64 */
            seq: number;
            /** Format: int64 */
            version: number;
            kind: string;
            /** Format: date-time */
            at: string;
            actor: {
                /** Format: uuid */
                id?: string;
                name?: string | null;
                via?: string | null;
            };
            changes: {
                field: string;
                from: unknown;
                to: unknown;
            }[];
        };
        Readers: {
            /** @description Whether the caller may make them team members */
            mayShare: boolean;
            value: {
                /** Format: uuid */
                id: string;
                sees: boolean;
            }[];
        };
        Offered: {
            edit: boolean;
            delete: boolean;
            /** @description The actions of its object that one may take now */
            actions: string[];
        };
        Access: {
            user: {
                /** Format: uuid */
                id: string;
                name: string;
                active: boolean;
            };
            object: string;
            /** Format: uuid */
            record: string;
            deleted: boolean;
            owner: {
                /** Format: uuid */
                id: string;
                name: string;
            } | null;
            see: boolean;
            edit: boolean;
            delete: boolean;
            team: string | null;
            roles: {
                name: string;
                label: string;
                read: components["schemas"]["Reach"];
                edit: components["schemas"]["Reach"];
                delete: components["schemas"]["Reach"];
            }[];
            fields: {
                name: string;
                right: string;
                roles: string[];
            }[];
        };
        Reach: {
            scope: string;
            includes: boolean;
        };
        Reveal: {
            field: string;
            reason: string;
        };
        Revealed: {
            value: unknown;
        };
        Batch: {
            requests: {
                id?: string;
                atomicityGroup?: string;
                /** @description Requests or groups before it; if one of them failed, this one is not done and is answered 424 */
                dependsOn?: string[];
                method: string;
                url: string;
                headers?: {
                    [key: string]: string;
                };
                body?: {
                    [key: string]: unknown;
                };
            }[];
        };
        BatchAnswer: {
            responses: {
                id: string;
                atomicityGroup?: string;
                status: number;
                headers?: {
                    [key: string]: string;
                };
                body?: unknown;
            }[];
        };
        FileInfo: {
            /** Format: uuid */
            id: string;
            name: string;
            /** Format: int64 */
            size: number;
            sha256?: string;
            type: string;
            /** Format: date-time */
            created_at?: string;
            owner?: {
                /** Format: uuid */
                id: string;
                name: string;
            };
        };
        ImportSuggestion: {
            columns: {
                header: string;
                samples: string[];
                field?: string | null;
                confidence?: number;
            }[];
            encoding?: string | null;
            sheets?: string[];
            /** Format: int64 */
            rows: number;
            /**
             * Format: int64
             * @description The row of the column names
             */
            header_row: number;
            /** @description The first rows of the file, to choose the column names from */
            first: {
                /** Format: int64 */
                row: number;
                cells: string[];
            }[];
        };
        BadRow: {
            /** Format: int64 */
            row: number;
            /** @description In the order of the file's columns, corrections laid over */
            cells: string[];
            faults: {
                field?: string | null;
                column?: string | null;
                value?: string | null;
                message: string;
            }[];
            /** @description By corrected column, what stands in the file */
            corrected: {
                [key: string]: string;
            };
            /** @enum {string} */
            outcome: "created" | "updated" | "skipped" | "failed";
        };
        BadRowPage: {
            rows: components["schemas"]["BadRow"][];
            /** Format: int64 */
            next?: number | null;
        };
        "import_job.headers": string[] | null;
        /** @description Field by header */
        "import_job.mapping": {
            [key: string]: string;
        } | null;
        /** @description By field, the values to be replaced */
        "import_job.values": {
            [key: string]: {
                [key: string]: string;
            };
        } | null;
        "import_job.unmatched": components["schemas"]["UnmatchedValue"][] | null;
        "import_job.made_beside": components["schemas"]["MadeBeside"][] | null;
        "import_job.messages": components["schemas"]["KeptText"] | null;
        "import_job.errors_sample": components["schemas"]["RowError"][] | null;
        "export_job.columns": string[] | null;
        /** @description One sentence in every language */
        KeptText: {
            zh: string;
            en: string;
        };
        /** @description Records made because rows name them */
        MadeBeside: {
            object: string;
            count: number;
        };
        UnmatchedValue: {
            field: string;
            value: string;
            count: number;
            suggestion?: string | null;
        };
        RowError: {
            row: number;
            field?: string | null;
            value?: unknown;
            /** @description In the language of who started the import */
            message: string;
            messages?: components["schemas"]["KeptText"];
            /** @description Code of the reason */
            code?: string | null;
            /** @description The row was skipped, not wrong */
            skipped?: boolean;
        };
        LeadFormPage: {
            url: string;
            /** Format: int64 */
            views: number;
            /**
             * Format: int64
             * @description Submissions that were taken in
             */
            taken: number;
            /**
             * Format: int64
             * @description Submissions that no person would make
             */
            refused: number;
            channels: {
                /** Format: uuid */
                id: string;
                url: string;
                /** Format: int64 */
                views: number;
                /** Format: int64 */
                taken: number;
            }[];
        };
        LeadScore: {
            /** Format: int64 */
            score: number | null;
            /** Format: int64 */
            fit: number | null;
            /** Format: int64 */
            behaviour: number | null;
            reasons: {
                name: string;
                /** Format: int64 */
                points: number;
                /** @description How often it happened; 0 for what the lead is */
                count: number;
                /** @description Days since it happened last */
                days: number;
            }[];
        };
        /** @description Whose work, or which chosen records */
        HandOverAsk: {
            /** Format: uuid */
            former_owner?: string | null;
            heirs?: string[];
            objects?: string[] | null;
            object?: string | null;
            records?: string[];
            include_open?: boolean;
            include_closed?: boolean;
        };
        HandOverPreview: {
            lines: {
                object: string;
                label: string;
                count: number;
                out_of_reach: number;
                only_open: boolean;
            }[];
            may_revoke: boolean;
        };
        ChangePage: {
            value: components["schemas"]["LoggedChange"][];
            /** Format: uuid */
            before?: string;
        };
        LoggedChange: {
            /** Format: uuid */
            id: string;
            /** Format: int64 */
            seq?: number;
            object: string;
            /** Format: uuid */
            record: string;
            /** Format: int64 */
            version: number;
            kind: string;
            /** Format: date-time */
            at: string;
            actor: {
                /** Format: uuid */
                id?: string;
                name: string;
                via: string;
                address?: string | null;
            };
            changes: {
                field: string;
                from: unknown;
                to: unknown;
            }[];
        };
        Status: {
            version: string;
            /** Format: date-time */
            started: string;
            database: string;
            /** Format: int64 */
            databaseBytes: number;
            /** Format: int64 */
            memoryBytes: number;
            /** Format: int64 */
            unsealed: number;
            unsealedSeconds: number;
            consumers: {
                name: string;
                /** Format: int64 */
                lag: number;
                /** Format: date-time */
                at: string;
            }[];
            jobs: {
                running: number;
                failed: number;
            };
            records: {
                object: string;
                /** Format: int64 */
                count: number;
                /** Format: date-time */
                at: string;
            }[];
            /** @description Customisations that could not be carried out and are set aside */
            setAside?: {
                objects: string[];
                reason: string;
            };
        };
        ForecastNumbers: {
            closed: number;
            commit: number;
            best_case: number;
            pipeline: number;
            weighted: number;
            /**
             * Format: int64
             * @description Deals won
             */
            won: number;
            /**
             * Format: int64
             * @description Open deals that are committed
             */
            commit_deals: number;
            /**
             * Format: int64
             * @description Open deals of the best case
             */
            best_case_deals: number;
            /**
             * Format: int64
             * @description Open deals that are worked on
             */
            pipeline_deals: number;
            /**
             * Format: int64
             * @description Open deals
             */
            open: number;
            /** @description Closed and committed */
            landing: number;
        };
        ForecastSaid: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            level: "person" | "department" | "company";
            /** Format: uuid */
            subject: string | null;
            /** Format: date */
            month: string;
            /** @enum {string} */
            category: "commit" | "best_case" | "pipeline";
            /** @enum {string} */
            counting: "cumulative" | "single";
            amount: number;
            note: string | null;
            /** Format: uuid */
            author: string | null;
            /** Format: date-time */
            at: string;
            /** @description What the deals added up to then, counted in the same way; null where that is not known */
            deals: number | null;
        };
        ForecastWord: {
            said: components["schemas"]["ForecastSaid"];
            author_name: string | null;
            /** @description Whether it is the one that counts */
            counts: boolean;
        };
        ForecastMonth: {
            /** Format: date */
            month: string;
            computed: components["schemas"]["ForecastNumbers"];
            effective: components["schemas"]["ForecastNumbers"];
        };
        ForecastRow: {
            key: string;
            /** @enum {string} */
            kind: "company" | "department" | "person" | "nobody";
            /** Format: uuid */
            id: string | null;
            name: string | null;
            parent: string | null;
            /** Format: int32 */
            depth: number;
            target: number | null;
            /** @description Whether the target is what those below add up to */
            target_is_sum: boolean;
            /** @description What the deals add up to */
            computed: components["schemas"]["ForecastNumbers"];
            /** @description With what was said instead */
            effective: components["schemas"]["ForecastNumbers"];
            months: components["schemas"]["ForecastMonth"][];
            adjustments: components["schemas"]["ForecastWord"][];
            may_adjust: boolean;
            filter: string | null;
        };
        Forecast: {
            /** Format: date */
            from: string;
            /** Format: date */
            to: string;
            /** Format: date */
            as_of: string | null;
            /**
             * Format: date
             * @description From which day on the ledger knows
             */
            since: string | null;
            /** @description Whether one may see amounts; if not, only numbers of deals are told */
            has_amounts: boolean;
            rows: components["schemas"]["ForecastRow"][];
        };
        ForecastStep: {
            kind: string;
            amount: number;
            /** Format: int64 */
            deals: number;
        };
        ForecastPushes: {
            /** Format: uuid */
            person: string;
            name: string | null;
            /** Format: int64 */
            count: number;
            /**
             * Format: int64
             * @description How often out of the period
             */
            slipped: number;
            amount: number;
        };
        ForecastWaterfall: {
            /** Format: date */
            from: string;
            /** Format: date */
            to: string;
            start: number;
            steps: components["schemas"]["ForecastStep"][];
            end: number;
            pushes: components["schemas"]["ForecastPushes"][];
        };
        ForecastWaterfallDeal: {
            /** Format: uuid */
            deal: string;
            name: string | null;
            is_deleted: boolean;
            /** Format: date-time */
            at: string;
            /** @description What it added to the period, or took from it */
            amount: number;
            /** Format: date */
            from_close: string | null;
            /** Format: date */
            to_close: string | null;
            from_amount: number | null;
            to_amount: number | null;
            owner_name: string | null;
        };
        ForecastAccuracyRow: {
            /** Format: date */
            from: string;
            /** Format: date */
            to: string;
            at_start: number | null;
            in_middle: number | null;
            /** @description A week before its end */
            before_end: number | null;
            won: number;
        };
        ForecastAccuracy: {
            /** Format: date */
            since: string | null;
            periods: components["schemas"]["ForecastAccuracyRow"][];
            /** @description Mean deviation as a share of what was won */
            start_error: number | null;
            middle_error: number | null;
            end_error: number | null;
        };
        LeaderboardRow: {
            /** Format: uuid */
            id: string;
            name: string | null;
            amount: number;
            /** Format: int64 */
            count: number;
            target: number | null;
            object: string;
            filter: string;
        };
        Leaderboard: {
            /** Format: date */
            from: string;
            /** Format: date */
            to: string;
            /** @enum {string} */
            measure: "won" | "contracted" | "received";
            /** @description Those that have data */
            measures: ("won" | "contracted" | "received")[];
            people: components["schemas"]["LeaderboardRow"][];
            departments: components["schemas"]["LeaderboardRow"][];
            amount: number;
            target: number | null;
        };
        WorkCapacities: {
            /** Format: int64 */
            tasks: number;
            /** Format: int64 */
            meetings: number;
            /** Format: int64 */
            deals: number;
        };
        WorkloadRow: {
            /** Format: uuid */
            person: string;
            name: string | null;
            /** Format: int64 */
            tasks: number;
            /** Format: int64 */
            late: number;
            /** Format: int64 */
            meetings: number;
            /** Format: int64 */
            deals: number;
            capacity: components["schemas"]["WorkCapacities"];
            /** @description The fullest of the three, 1 is full */
            saturation: number;
        };
        Workload: {
            /** Format: date */
            monday: string;
            people: components["schemas"]["WorkloadRow"][];
        };
        TargetPlanRow: {
            /** Format: uuid */
            person: string;
            name: string | null;
            months: number[];
            last_year: number[];
            present: (number | null)[];
        };
        TargetPlan: {
            /** Format: int32 */
            year: number;
            amount: number;
            like_last_year: boolean;
            rows: components["schemas"]["TargetPlanRow"][];
        };
        QuoteLink: {
            /** Format: uuid */
            id: string;
            /** @description For whom */
            note: string | null;
            url: string;
            /** Format: date-time */
            expires_at: string;
            /** Format: date-time */
            revoked_at: string | null;
            /** Format: int64 */
            view_count: number | null;
            /** Format: date-time */
            last_viewed_at: string | null;
            /** @description Neither revoked nor expired */
            is_open: boolean;
        };
        QuotedPrice: {
            /** @description With tax */
            price: number | null;
            currency: string | null;
            /** @description Where the price comes from, in words */
            source: string | null;
            tax_rate: number;
            unit: string | null;
            description: string | null;
            discount_limit: number | null;
        };
        GroupReport: {
            currency: string;
            root: {
                /** Format: uuid */
                id: string;
                name: string;
            } | null;
            rows: components["schemas"]["GroupRow"][];
            is_cut: boolean;
        };
        GroupRow: {
            /** Format: uuid */
            id: string;
            name: string;
            level: number;
            owner: string | null;
            own: components["schemas"]["GroupFigures"];
            total: components["schemas"]["GroupFigures"];
        };
        GroupFigures: {
            won: number | null;
            contracted: number | null;
            received: number | null;
        };
        AgeingReport: {
            /** @enum {string} */
            by: "account" | "owner" | "department";
            currency: string;
            total: components["schemas"]["AgeingRow"];
            rows: components["schemas"]["AgeingRow"][];
        };
        AgeingRow: {
            /** Format: uuid */
            value: string | null;
            label: string | null;
            outstanding: number;
            /** @description OData condition of the payments due behind it */
            filter: string;
            buckets: components["schemas"]["AgeingBucket"][];
        };
        AgeingBucket: {
            /** @enum {string} */
            age: "not_due" | "up_to_30" | "up_to_60" | "up_to_90" | "over_90";
            /** Format: int64 */
            count: number;
            amount: number;
            /** @description OData condition of the payments due behind it */
            filter: string;
        };
        PoolOfPerson: {
            /** Format: uuid */
            id: string;
            name: string;
            /** @enum {string} */
            object: "account" | "lead";
            description: string | null;
            /** @description Bound by no limit, and may assign */
            administers: boolean;
            /**
             * Format: int64
             * @description How many records lie in it
             */
            lying: number;
            /** @description Fields that are not shown before claiming */
            hidden: string[];
            /** Format: int64 */
            claims_per_day: number | null;
            /**
             * Format: int64
             * @description Claimed today
             */
            claimed: number;
            /** Format: int64 */
            views_per_day: number | null;
            /**
             * Format: int64
             * @description Opened today
             */
            opened: number;
            /** Format: int64 */
            capacity: number | null;
            /**
             * Format: int64
             * @description How many of those that count one owns
             */
            owned: number | null;
            /**
             * Format: int64
             * @description For how many days its former owner can't claim a record that fell
             */
            cooldown_days: number | null;
        };
        Definitions: {
            /** Format: int64 */
            version: number;
            objects: components["schemas"]["ObjectMeta"][];
            menus: components["schemas"]["MenuGroup"][];
        };
        ObjectMeta: {
            name: string;
            label: string;
            plural: string;
            icon?: string;
            group?: string;
            nameField: string;
            /** @description The order in which records are shown as parts of another one, as $orderby takes it */
            order?: string;
            /** @description Fields shown beside the name where a record is chosen, to tell those of the same name apart */
            beside?: string[];
            owned?: boolean;
            can: components["schemas"]["ObjectRights"];
            fields: components["schemas"]["FieldMeta"][];
            recordTypes?: components["schemas"]["RecordTypeMeta"][];
            validations?: components["schemas"]["ValidationMeta"][];
            layout: components["schemas"]["LayoutMeta"];
            views: components["schemas"]["ViewMeta"][];
            actions: components["schemas"]["ActionMeta"][];
            reviews?: components["schemas"]["ReviewMeta"][];
        };
        RecordTypeMeta: {
            name: string;
            label: string;
            help?: string;
            color?: string;
            /** @description Whether the caller may make one */
            create: boolean;
            /** @description What a new record begins with, by field */
            defaults: {
                [key: string]: unknown;
            };
        };
        ObjectRights: {
            create: boolean;
            edit: boolean;
            delete: boolean;
            import: boolean;
            export: boolean;
            massEdit: boolean;
            transfer: boolean;
            approve: boolean;
        };
        /** @enum {string} */
        FieldType: "address" | "auto_number" | "boolean" | "child_table" | "date" | "datetime" | "decimal" | "department" | "duration" | "email" | "encrypted_text" | "file" | "formula" | "geo_point" | "id" | "image" | "integer" | "json" | "long_text" | "lookup" | "money" | "multi_lookup" | "multi_select" | "percent" | "phone" | "rating" | "reference" | "rich_text" | "rollup" | "select" | "tags" | "text" | "time" | "url" | "user";
        Option: {
            value: string;
            label: string;
            color?: string;
            /**
             * @description How the way of a record ends here; absent where it goes on
             * @enum {string}
             */
            end?: "won" | "lost";
            when?: components["schemas"]["Expression"];
        };
        /** @description A tree for the browser's evaluator */
        Expression: unknown;
        FieldMeta: {
            name: string;
            type: components["schemas"]["FieldType"];
            label: string;
            help?: string;
            required?: boolean;
            /** @description The server fills it in when a new record brings none */
            filled?: boolean;
            /** @description A new record that brings none is numbered */
            numbered?: boolean;
            /** @description No two records have the same value, so that it tells which record is meant */
            unique?: boolean;
            editable?: boolean;
            masked?: boolean;
            system?: boolean;
            options?: components["schemas"]["Option"][];
            object?: string;
            objects?: string[];
            /** @description A lookup offers only records that belong where this one does, as contacts of the deal's account */
            within?: {
                /** @description The lookup that both have */
                field: string;
                /** @description Behind which lookup of this record */
                lookup?: string;
                /** @description The object of that lookup */
                object?: string;
            };
            /** @description A lookup offers only records that fulfil this OData condition */
            offers?: string;
            /** @description A lookup does not offer the records in these fields: of this record, or of the one behind a lookup of it */
            except?: {
                field: string;
                lookup?: string;
                object?: string;
            }[];
            /** @description A lookup offers only records whose values of these fields are the same as this record's, such as the currency */
            alike?: string[];
            /** @description Of a child table: the child's lookup back to this record */
            by?: string;
            min?: number;
            max?: number;
            scale?: number;
            precision?: number;
            /**
             * @description A date that stands for a whole month; its first day is kept
             * @enum {string}
             */
            period?: "month";
            /** @description Adds up only among records that have the same value of this field */
            sumsWithin?: string;
            /** @description False: does not add up */
            sums?: boolean;
            /** @description False: shown without separators of thousands, as a year is */
            grouping?: boolean;
            /** @description The check of a text by name, such as currency for the code of a currency */
            check?: string;
            /**
             * @description What the field says about an object: a condition, names of fields or record types, a checklist, or what is done of the checklists of its steps
             * @enum {string}
             */
            holds?: "condition" | "fields" | "types" | "checklist" | "ticks";
            /** @description The field of this record that names the object which it is about */
            objectFrom?: string;
            /** @description Taken from a record it points to while nobody gives a value */
            takenFrom?: {
                lookup: string;
                field: string;
            };
            pattern?: string;
            sortable?: boolean;
            filterable?: boolean;
            groupable?: boolean;
            search?: boolean;
            visibleWhen?: components["schemas"]["Expression"];
            requiredWhen?: components["schemas"]["Expression"];
            readOnlyWhen?: components["schemas"]["Expression"];
            /** @description Of a select that says where a record stands: from each value, those to which people may go; "" names how a new record may begin, absent the default. */
            moves?: {
                [key: string]: string[];
            };
            formula?: components["schemas"]["Expression"];
            result?: components["schemas"]["FieldType"];
            /** @description Of a computed amount: the field with its currency */
            currency?: string;
            default?: unknown;
            defaultFormula?: components["schemas"]["Expression"];
        };
        ActionMeta: {
            name: string;
            label: string;
            /** @description The right that it needs */
            needs?: string;
            icon?: string;
            /** @description What is said once it was done, before the record's name; absent: it is said with the label */
            done?: string;
            confirm?: string;
            danger?: boolean;
            /** @description What is to be done first while it can be done */
            first?: boolean;
            next?: components["schemas"]["Expression"];
            /** @description Never the highlighted button */
            quiet?: boolean;
            /** @description The field with the moment until which it can be done */
            until?: string;
            when?: components["schemas"]["Expression"];
            /** @description Fields of the record that one needs to see to answer what it asks */
            shows?: string[];
            parameters?: components["schemas"]["FieldMeta"][];
        };
        ViewMeta: {
            name: string;
            label: string;
            /** @enum {string} */
            kind: "table" | "board";
            columns: string[];
            filter?: string;
            orderBy?: string[];
            groupBy?: string;
        };
        ValidationMeta: {
            name: string;
            expr: components["schemas"]["Expression"];
            message: string;
            field?: string;
        };
        LayoutMeta: {
            headline: string[];
            sections: components["schemas"]["SectionMeta"][];
            /** @description The few fields of a record that is noted in passing */
            quick: string[];
            related: components["schemas"]["RelatedMeta"][];
        };
        SectionMeta: {
            label: string;
            columns?: number;
            fields: string[];
            /** @description Record types that have the section; absent: all */
            types?: string[];
        };
        RelatedMeta: {
            object: string;
            field: string;
            label: string;
            /** @description Fields shown beside the name; absent: the first of the object's first view */
            columns?: string[];
            closedWhen?: components["schemas"]["Expression"];
            new?: components["schemas"]["RelatedNewMeta"];
            /** @description Record types that have the list; absent: all */
            types?: string[];
        };
        /** @description Making a record beside this one, as an action of this one */
        RelatedNewMeta: {
            label: string;
            /** @description What the form’s button says; absent: Create */
            save?: string;
            when?: components["schemas"]["Expression"];
            next?: components["schemas"]["Expression"];
            /** @description Fields of the new record, and the fields of this one that they are taken from */
            values: {
                [key: string]: string;
            };
        };
        ReviewMeta: {
            /** @description The action by which it is decided */
            action: string;
            /** @description The field with the person who asked */
            by: string;
            waiting: components["schemas"]["Expression"];
        };
        MenuGroup: {
            label: string;
            icon?: string;
            items: components["schemas"]["MenuItem"][];
        };
        MenuItem: {
            object: string;
        } | {
            page: string;
            label: string;
            icon?: string;
            /** @description The object whose list the page stands for */
            list?: string;
        };
        SearchHit: {
            object: string;
            label: string;
            /** Format: uuid */
            id: string;
            title: string;
            subtitle: string | null;
        };
        Bench: {
            mine: {
                /** Format: uuid */
                id: string;
                /** Format: int64 */
                version: number;
                cards: components["schemas"]["BenchCard"][];
            } | null;
            standard: components["schemas"]["BenchCard"][];
        };
        BenchCard: {
            id: string;
            kind: string;
            /** @enum {string} */
            width: "half" | "full";
            /** @description Of a card that shows a view: its object */
            object?: string;
            /** @description The name of the view */
            view?: string;
            /** @enum {string} */
            as?: "number" | "list" | "bars";
        };
        Today: {
            items: components["schemas"]["TodayItem"][];
            count: number;
        };
        TodayItem: {
            object: string;
            /** Format: uuid */
            id: string;
            name: string;
            amount: number | null;
            score: number;
            reasons: components["schemas"]["TodayReason"][];
            phone: string | null;
            /** @description What a lead scores */
            lead_score: number | null;
            account: components["schemas"]["TodayLink"];
        };
        TodayReason: {
            /** @enum {string} */
            kind: "visit_planned" | "task_overdue" | "task_today" | "close_overdue" | "close_soon" | "step_overdue" | "step_today" | "node_overdue" | "node_today" | "contact_promised" | "no_contact" | "not_contacted" | "payment_due";
            days: number | null;
            /** Format: date-time */
            at: string | null;
            record: components["schemas"]["TodayLink"];
        };
        Approvals: {
            count: number;
            items: components["schemas"]["Approval"][];
            /** @description Objects whose records may come to wait for one */
            objects: string[];
        };
        Approval: {
            object: string;
            /** Format: uuid */
            id: string;
            name: string | null;
            /** @description What it is about, such as the account */
            about: string | null;
            /** @description Who asks */
            by: string | null;
            amount: number | null;
            currency: string | null;
            /** Format: date-time */
            since: string | null;
        };
        TodayLink: {
            object: string;
            /** Format: uuid */
            id: string;
            name: string | null;
        } | null;
        SalesFigures: {
            stages: components["schemas"]["StageFigures"][];
            won: components["schemas"]["SalesTotal"];
            lost: components["schemas"]["SalesTotal"];
            open: components["schemas"]["SalesTotal"];
            winRate: number | null;
            cycleDays: number | null;
            wonAmount: number;
            lossReasons: components["schemas"]["SalesSlice"][];
            unexplained: components["schemas"]["SalesTotal"];
            byOwner: components["schemas"]["SalesSlice"][];
            byProduct: components["schemas"]["SalesSlice"][];
            byRegion: components["schemas"]["SalesSlice"][];
            weekly: components["schemas"]["SalesWeek"][];
            cohorts: components["schemas"]["SalesCohort"][];
        };
        /** @description Days that half, and nine of ten, took no longer than */
        Spread: {
            p50: number;
            p90: number;
        } | null;
        SalesCohort: {
            /** Format: date */
            week: string;
            /** Format: uuid */
            stage: string;
            /** Format: int64 */
            entered: number;
            /** Format: int64 */
            went_on: number;
            filter: string;
            conversion: number;
            delta?: number | null;
            dwell?: components["schemas"]["Spread"];
        };
        QualityFigures: {
            object: string;
            label: string;
            /** Format: int64 */
            records: number;
            score: number | null;
            completeness: number | null;
            validity: number | null;
            freshness: number | null;
            filter: string;
            worst: {
                field: string;
                label: string;
                /** Format: int64 */
                empty: number;
                share: number;
                filter: string;
            }[];
            trend: {
                /** Format: date */
                date: string;
                score: number | null;
            }[];
        };
        StageFigures: {
            /** Format: uuid */
            id: string;
            name: string;
            /** @enum {string} */
            type: "open" | "won" | "lost";
            color?: string | null;
            /** Format: int64 */
            count: number;
            amount: number;
            weighted: number;
            filter: string;
            /** Format: uuid */
            pipeline?: string | null;
            conversion?: number | null;
            dwell_days?: number | null;
            dwell?: components["schemas"]["Spread"];
            work_dwell?: components["schemas"]["Spread"];
        };
        SalesTotal: {
            /** Format: int64 */
            count: number;
            amount: number;
            filter: string;
        };
        SalesSlice: {
            value: string | null;
            label: string | null;
            /** Format: int64 */
            count: number;
            amount: number;
            filter: string;
            /** Format: int64 */
            won?: number | null;
            /** Format: int64 */
            lost?: number | null;
            winRate?: number | null;
            share?: number | null;
        };
        SalesWeek: {
            /** Format: date */
            week: string;
            /** Format: int64 */
            entered: number;
            /** Format: int64 */
            won: number;
            /** Format: int64 */
            lost: number;
            filter: string;
            conversion?: number | null;
            delta?: number | null;
        };
        export_job: {
            /**
             * Format: uuid
             * @description ID
             */
            readonly id: string;
            /**
             * Format: int64
             * @description Version
             */
            readonly version?: number;
            /**
             * Format: date-time
             * @description Created
             */
            readonly created_at?: string;
            /**
             * Format: uuid
             * @description Created by
             */
            readonly created_by?: string | null;
            /**
             * Format: date-time
             * @description Updated
             */
            readonly updated_at?: string;
            /**
             * Format: uuid
             * @description Updated by
             */
            readonly updated_by?: string | null;
            /**
             * Format: date-time
             * @description Deleted
             */
            readonly deleted_at?: string | null;
            /**
             * Format: uuid
             * @description Deleted by
             */
            readonly deleted_by?: string | null;
            /**
             * Format: uuid
             * @description Merged into
             */
            readonly merged_into?: string | null;
            /**
             * Format: uuid
             * @description Owner
             */
            owner?: string | null;
            /**
             * Format: uuid
             * @description Department
             */
            department?: string | null;
            /** @description File name */
            file_name?: string | null;
            /** @description Object */
            object?: string;
            /**
             * @description Format
             * @enum {string}
             */
            format?: "xlsx" | "csv";
            /** @description Columns */
            columns?: components["schemas"]["export_job.columns"];
            /** @description Filter */
            filter?: string | null;
            /** @description Order */
            orderby?: string | null;
            /** @description Search */
            search?: string | null;
            /**
             * @description Status
             * @enum {string}
             */
            readonly status?: "queued" | "running" | "done" | "failed" | "cancelled" | "expired";
            /**
             * Format: uuid
             * @description File
             */
            readonly file?: string | null;
            /**
             * Format: uuid
             * @description API key used
             */
            readonly started_with?: string | null;
            /**
             * Format: int64
             * @description Rows
             */
            readonly total?: number | null;
            /**
             * Format: int64
             * @description Done
             */
            readonly done?: number | null;
            /**
             * Format: int64
             * @description Rows a second
             */
            readonly speed?: number | null;
            /**
             * Format: date-time
             * @description Started
             */
            readonly started_at?: string | null;
            /**
             * Format: date-time
             * @description Finished
             */
            readonly finished_at?: string | null;
            /**
             * Format: date-time
             * @description File expires
             */
            readonly expires_at?: string | null;
            /** @description Why it failed */
            readonly message?: string | null;
        };
        "export_job.input": {
            /**
             * Format: uuid
             * @description Owner
             */
            owner?: string | null;
            /**
             * Format: uuid
             * @description Department
             */
            department?: string | null;
            /** @description File name */
            file_name?: string | null;
            /** @description Object */
            object?: string | null;
            /**
             * @description Format
             * @enum {string|null}
             */
            format?: "xlsx" | "csv" | null;
            /** @description Columns */
            columns?: components["schemas"]["export_job.columns"];
            /** @description Filter */
            filter?: string | null;
            /** @description Order */
            orderby?: string | null;
            /** @description Search */
            search?: string | null;
            /** Format: uuid */
            id?: string;
        };
        import_job: {
            /**
             * Format: uuid
             * @description ID
             */
            readonly id: string;
            /**
             * Format: int64
             * @description Version
             */
            readonly version?: number;
            /**
             * Format: date-time
             * @description Created
             */
            readonly created_at?: string;
            /**
             * Format: uuid
             * @description Created by
             */
            readonly created_by?: string | null;
            /**
             * Format: date-time
             * @description Updated
             */
            readonly updated_at?: string;
            /**
             * Format: uuid
             * @description Updated by
             */
            readonly updated_by?: string | null;
            /**
             * Format: date-time
             * @description Deleted
             */
            readonly deleted_at?: string | null;
            /**
             * Format: uuid
             * @description Deleted by
             */
            readonly deleted_by?: string | null;
            /**
             * Format: uuid
             * @description Merged into
             */
            readonly merged_into?: string | null;
            /**
             * Format: uuid
             * @description Owner
             */
            owner?: string | null;
            /**
             * Format: uuid
             * @description Department
             */
            department?: string | null;
            /** @description File name */
            file_name?: string | null;
            /** @description Object */
            object?: string;
            /**
             * Format: uuid
             * @description File
             */
            file?: string;
            /**
             * @description Status
             * @enum {string}
             */
            status?: "uploaded" | "mapped" | "checking" | "checked" | "running" | "done" | "failed" | "cancelled" | "undone";
            /**
             * @description Mode
             * @enum {string}
             */
            mode?: "create" | "update" | "upsert";
            /** @description Key field */
            key?: string | null;
            /** @description Encoding */
            encoding?: string | null;
            /** @description Sheet */
            sheet?: string | null;
            /**
             * Format: int64
             * @description Header row
             */
            header_row?: number | null;
            /** @description Headers */
            readonly headers?: components["schemas"]["import_job.headers"];
            /** @description Mapping */
            mapping?: components["schemas"]["import_job.mapping"];
            /** @description Value mapping */
            values?: components["schemas"]["import_job.values"];
            /** @description Cleansing */
            cleanse?: unknown;
            /** @description Cleansed values */
            readonly cleansed?: unknown;
            /** @description Create missing */
            create_missing?: string[] | null;
            /** @description Records made beside */
            readonly made_beside?: components["schemas"]["import_job.made_beside"];
            /** @description Unmatched values */
            readonly unmatched?: components["schemas"]["import_job.unmatched"];
            /**
             * @description Duplicates
             * @enum {string}
             */
            duplicates?: "skip" | "merge" | "create";
            /**
             * @description Task
             * @enum {string|null}
             */
            readonly task?: "check" | "import" | "undo" | null;
            /**
             * Format: uuid
             * @description Started by
             */
            readonly started_by?: string | null;
            /**
             * Format: uuid
             * @description API key used
             */
            readonly started_with?: string | null;
            /**
             * Format: int64
             * @description Rows
             */
            readonly total?: number | null;
            /**
             * Format: int64
             * @description Done
             */
            readonly done?: number | null;
            /**
             * Format: int64
             * @description Created
             */
            readonly created?: number | null;
            /**
             * Format: int64
             * @description Updated
             */
            readonly updated?: number | null;
            /**
             * Format: int64
             * @description Skipped
             */
            readonly skipped?: number | null;
            /**
             * Format: int64
             * @description Failed rows
             */
            readonly failed?: number | null;
            /**
             * Format: int64
             * @description Rows a second
             */
            readonly speed?: number | null;
            /**
             * Format: date-time
             * @description Started
             */
            readonly started_at?: string | null;
            /**
             * Format: date-time
             * @description Finished
             */
            readonly finished_at?: string | null;
            /** @description First errors */
            readonly errors_sample?: components["schemas"]["import_job.errors_sample"];
            /** @description Why it failed */
            readonly message?: string | null;
            /** @description Why it failed, in every language */
            readonly messages?: components["schemas"]["import_job.messages"];
        };
        "import_job.input": {
            /**
             * Format: uuid
             * @description Owner
             */
            owner?: string | null;
            /**
             * Format: uuid
             * @description Department
             */
            department?: string | null;
            /** @description File name */
            file_name?: string | null;
            /** @description Object */
            object?: string | null;
            /**
             * Format: uuid
             * @description File
             */
            file?: string | null;
            /**
             * @description Status
             * @enum {string|null}
             */
            status?: "uploaded" | "mapped" | "checking" | "checked" | "running" | "done" | "failed" | "cancelled" | "undone" | null;
            /**
             * @description Mode
             * @enum {string|null}
             */
            mode?: "create" | "update" | "upsert" | null;
            /** @description Key field */
            key?: string | null;
            /** @description Encoding */
            encoding?: string | null;
            /** @description Sheet */
            sheet?: string | null;
            /**
             * Format: int64
             * @description Header row
             */
            header_row?: number | null;
            /** @description Mapping */
            mapping?: components["schemas"]["import_job.mapping"];
            /** @description Value mapping */
            values?: components["schemas"]["import_job.values"];
            /** @description Cleansing */
            cleanse?: unknown;
            /** @description Create missing */
            create_missing?: string[] | null;
            /**
             * @description Duplicates
             * @enum {string|null}
             */
            duplicates?: "skip" | "merge" | "create" | null;
            /** Format: uuid */
            id?: string;
        };
    };
    responses: never;
    parameters: {
        whose_user: string;
        whose_all: boolean;
        id: string;
        filter: string;
        orderby: string;
        select: string;
        expand: string;
        search: string;
        apply: string;
        skiptoken: string;
        /** @description How many in all; there is no page behind them */
        top: number;
        /** @description How many on a page; the header Prefer: maxpagesize says it too */
        page_size: number;
        skip: number;
        count: boolean;
        /** @description true reads the recycle bin */
        deleted: boolean;
        /** @description true deletes for good */
        purge: boolean;
        /** @description Where the last answer ended; latest answers the present point alone */
        token: string;
        /** @description Only entries before this version */
        before: number;
        /** @description Ids of users, separated by commas */
        users: string;
        /** @description Id or login of a user; oneself when absent */
        user: string;
        /** @description ETag of the version seen, of which only the version counts; 412 when somebody changed the same field since */
        "If-Match": string;
        /** @description ETag of the answer at hand; 304 without a body when neither the record nor the fields you see have changed. An answer with roll-ups or formulas of the clock is always sent */
        "If-None-Match": string;
        /** @description Takes only *: the record is made, or 412 where there is one */
        "If-None-Match-any": "*";
        /** @description Done once however often it comes within 24 hours */
        "Idempotency-Key": string;
        /** @description Object of the record that has the files */
        holder_object: string;
        /** @description The record that has the files */
        holder_record: string;
        object_name: string;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    read_session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description Nobody */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoSession"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    sign_in: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Credentials"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    sign_out: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    choose_language: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    language: "zh-CN" | "en";
                };
            };
        };
        responses: {
            /** @description OK */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    see_as: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: uuid */
                    user: string;
                };
            };
        };
        responses: {
            /** @description OK */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    see_as_oneself: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    set_up: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetUp"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    list_sessions: {
        parameters: {
            query?: {
                user?: components["parameters"]["whose_user"];
                all?: components["parameters"]["whose_all"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        value: components["schemas"]["WebSession"][];
                    };
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    end_session: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    list_sign_ins: {
        parameters: {
            query?: {
                user?: components["parameters"]["whose_user"];
                all?: components["parameters"]["whose_all"];
                top?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        value: components["schemas"]["SignIn"][];
                    };
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    change_password: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordChange"];
            };
        };
        responses: {
            /** @description OK */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    give_password: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    password?: string;
                    must_change?: boolean;
                };
            };
        };
        responses: {
            /** @description A password that was made up */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        password: string;
                    };
                };
            };
            /** @description OK */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    read_second_factor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecondFactor"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    begin_second_factor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecondFactorOffer"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    remove_second_factor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    password: string;
                };
            };
        };
        responses: {
            /** @description OK */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    confirm_second_factor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    otp: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecoveryCodes"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    remove_second_factor_of_user: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    make_api_key: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewApiKey"];
            };
        };
        responses: {
            /** @description OK */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKeySecret"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    renew_api_key: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKeySecret"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    end_api_key: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    read_service: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        value: {
                            name?: string;
                            title?: string;
                            kind?: string;
                            url?: string;
                        }[];
                    };
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    read_model: {
        parameters: {
            query?: {
                $format?: "xml" | "json";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/xml": string;
                    "application/json": Record<string, unknown>;
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    run_batch: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Batch"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchAnswer"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    list_files: {
        parameters: {
            query?: {
                /** @description Object of the record that has the files */
                object?: components["parameters"]["holder_object"];
                /** @description The record that has the files */
                record?: components["parameters"]["holder_record"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        value: components["schemas"]["FileInfo"][];
                    };
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    upload_file: {
        parameters: {
            query?: {
                /** @description Object of the record that has the files */
                object?: components["parameters"]["holder_object"];
                /** @description The record that has the files */
                record?: components["parameters"]["holder_record"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /** Format: binary */
                    file: string;
                };
            };
        };
        responses: {
            /** @description OK */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FileInfo"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    download_file: {
        parameters: {
            query?: {
                download?: string;
            };
            header?: {
                Range?: string;
            };
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            /** @description A range */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    upload_file_range: {
        parameters: {
            query?: {
                name?: string;
            };
            header: {
                "Content-Range": string;
            };
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description The file is whole */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FileInfo"];
                };
            };
            /** @description More is to come */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: int64 */
                        received: number;
                        /** Format: int64 */
                        size: number;
                    };
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    remove_file: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    read_file_info: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FileInfo"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    download_import_errors: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    list_bad_rows: {
        parameters: {
            query?: {
                /** @description The row behind which the page begins */
                after?: number;
                top?: number;
            };
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BadRowPage"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    show_lead_form: {
        parameters: {
            query?: {
                lang?: "zh" | "en";
                c?: string;
                embed?: "1";
                page?: string;
                ref?: string;
                utm_source?: string;
                utm_medium?: string;
                utm_campaign?: string;
                utm_term?: string;
                utm_content?: string;
            };
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description No such form */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description Closed */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    send_lead_form: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/x-www-form-urlencoded": {
                    stamp: string;
                    consent?: string;
                } & {
                    [key: string]: string;
                };
            };
        };
        responses: {
            /** @description Taken */
            303: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No such form */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description Closed */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description Too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description Something is missing or wrong */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description Too many */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    thank_for_lead_form: {
        parameters: {
            query?: {
                lang?: "zh" | "en";
                embed?: "1";
            };
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description No such form */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    embed_lead_form: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/javascript": string;
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    fit_lead_form: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/javascript": string;
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    follow_channel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description To the form */
            302: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No such channel */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    read_lead_form_page: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LeadFormPage"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    read_lead_form_fields: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        fields: string[];
                    };
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    preview_lead_form: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    lang?: "zh" | "en";
                } & {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        html: string;
                    };
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    read_lead_form_code_svg: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/svg+xml": string;
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    read_lead_form_code_png: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/png": string;
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    read_lead_channel_code_svg: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/svg+xml": string;
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    read_lead_channel_code_png: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/png": string;
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    read_lead_score: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LeadScore"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    read_lead_scoring: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: int64 */
                        done: number;
                        /** Format: int64 */
                        total: number;
                        finished: boolean;
                    };
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    preview_hand_over: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HandOverAsk"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HandOverPreview"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    find_changes: {
        parameters: {
            query?: {
                object?: string;
                record?: string;
                actor?: string;
                kind?: string;
                from?: string;
                to?: string;
                before?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangePage"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    verify_changes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: int64 */
                        verified: number;
                        /** Format: int64 */
                        brokenAt?: number;
                    };
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    list_object_definitions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        edit: boolean;
                        objects: {
                            [key: string]: unknown;
                        }[];
                    };
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    read_object_definition: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: components["parameters"]["object_name"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    read_field_usage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: components["parameters"]["object_name"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: int64 */
                        records: number;
                        fields: {
                            [key: string]: number;
                        };
                    };
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    check_formula: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    object: string;
                    formula?: string;
                    /** @description The filter builder's form, in the place of the formula */
                    filter?: {
                        [key: string]: unknown;
                    };
                    result?: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        kind?: string;
                        message?: string;
                        position?: number;
                        /** @description The filter builder's form of a condition; absent where it has none */
                        filter?: {
                            [key: string]: unknown;
                        };
                        /** @description The formula of that form */
                        formula?: string;
                    };
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    read_status: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Status"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    read_forecast: {
        parameters: {
            query?: {
                period?: "month" | "quarter" | "year";
                start?: string;
                as_of?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Forecast"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    read_forecast_waterfall: {
        parameters: {
            query?: {
                period?: "month" | "quarter" | "year";
                start?: string;
                from?: string;
                to?: string;
                owner?: string;
                department?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ForecastWaterfall"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    read_forecast_waterfall_deals: {
        parameters: {
            query: {
                period?: "month" | "quarter" | "year";
                start?: string;
                from?: string;
                to?: string;
                owner?: string;
                department?: string;
                step: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        deals: components["schemas"]["ForecastWaterfallDeal"][];
                    };
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    read_forecast_accuracy: {
        parameters: {
            query?: {
                period?: "month" | "quarter" | "year";
                count?: number;
                owner?: string;
                department?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ForecastAccuracy"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    read_leaderboard: {
        parameters: {
            query?: {
                period?: "month" | "quarter" | "year";
                start?: string;
                measure?: "won" | "contracted" | "received";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Leaderboard"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    read_workload: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Workload"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    plan_targets: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: int32 */
                    year: number;
                    /** @enum {string} */
                    measure: "won" | "contracted" | "received";
                    amount: number;
                    people: string[];
                    /** @enum {string} */
                    by: "equal" | "last_year";
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TargetPlan"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    keep_targets: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: int32 */
                    year: number;
                    /** @enum {string} */
                    measure: "won" | "contracted" | "received";
                    rows: {
                        /** Format: uuid */
                        person: string;
                        months: number[];
                    }[];
                    /**
                     * Format: uuid
                     * @description Whose months become what the rows add up to
                     */
                    department?: string | null;
                    /** @description Whether the company's months do */
                    company?: boolean | null;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: int32 */
                        made: number;
                        /** Format: int32 */
                        changed: number;
                    };
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    print_record: {
        parameters: {
            query?: {
                language?: "zh" | "en";
                download?: string;
            };
            header?: never;
            path: {
                object: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    read_quote_links: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        links: components["schemas"]["QuoteLink"][];
                    };
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    read_quoted_price: {
        parameters: {
            query: {
                product: string;
                quantity: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuotedPrice"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    open_shared_quote: {
        parameters: {
            query?: {
                lang?: "zh" | "en";
            };
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description Expired, revoked or superseded */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    print_shared_quote: {
        parameters: {
            query?: {
                lang?: "zh" | "en";
            };
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                };
            };
            /** @description Expired, revoked or superseded */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    answer_shared_quote: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
                answer: "accept" | "decline" | "comment";
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/x-www-form-urlencoded": {
                    name?: string;
                    /** @enum {string} */
                    confirm?: "yes";
                    reason?: string;
                    text?: string;
                };
            };
        };
        responses: {
            /** @description Done: back to the page */
            303: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Expired, revoked or superseded */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not as it should be, or answered already */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    read_definitions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Definitions"];
                };
            };
            /** @description Unchanged */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    search: {
        parameters: {
            query?: {
                q?: string;
                top?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        value: components["schemas"]["SearchHit"][];
                    };
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    open_live_line: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Switching protocols */
            101: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    read_sales_figures: {
        parameters: {
            query?: {
                from?: string;
                to?: string;
                owner?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SalesFigures"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    read_bench: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Bench"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    read_today: {
        parameters: {
            query?: {
                top?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Today"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    read_approvals: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Approvals"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    read_pools: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        pools: components["schemas"]["PoolOfPerson"][];
                    };
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    read_quality_figures: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        objects: components["schemas"]["QualityFigures"][];
                    };
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    read_ageing: {
        parameters: {
            query?: {
                by?: "account" | "owner" | "department";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgeingReport"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    read_group: {
        parameters: {
            query: {
                account: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupReport"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    read_api: {
        parameters: {
            query?: {
                /** @description Only these objects, separated by commas */
                objects?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, unknown>;
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    read_manifest: {
        parameters: {
            query?: {
                lang?: "zh-CN" | "en";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/manifest+json": Record<string, unknown>;
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    read_health: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    read_readiness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            /** @description The database does not answer */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    read_metrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    list_export_job: {
        parameters: {
            query?: {
                $filter?: components["parameters"]["filter"];
                $orderby?: components["parameters"]["orderby"];
                $select?: components["parameters"]["select"];
                $expand?: components["parameters"]["expand"];
                $search?: components["parameters"]["search"];
                $apply?: components["parameters"]["apply"];
                /** @description How many in all; there is no page behind them */
                $top?: components["parameters"]["top"];
                $skip?: components["parameters"]["skip"];
                $count?: components["parameters"]["count"];
                $skiptoken?: components["parameters"]["skiptoken"];
                /** @description How many on a page; the header Prefer: maxpagesize says it too */
                page_size?: components["parameters"]["page_size"];
                /** @description true reads the recycle bin */
                deleted?: components["parameters"]["deleted"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page"] & {
                        value?: components["schemas"]["export_job"][];
                    };
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    create_export_job: {
        parameters: {
            query?: never;
            header?: {
                /** @description Done once however often it comes within 24 hours */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["export_job.input"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["export_job"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    count_export_job: {
        parameters: {
            query?: {
                $filter?: components["parameters"]["filter"];
                $search?: components["parameters"]["search"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": number;
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    read_changes_of_export_job: {
        parameters: {
            query?: {
                /** @description Where the last answer ended; latest answers the present point alone */
                token?: components["parameters"]["token"];
                $select?: components["parameters"]["select"];
                $expand?: components["parameters"]["expand"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Delta"] & {
                        value?: components["schemas"]["export_job"][];
                    };
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    read_export_job: {
        parameters: {
            query?: {
                $select?: components["parameters"]["select"];
                $expand?: components["parameters"]["expand"];
                /** @description true reads the recycle bin */
                deleted?: components["parameters"]["deleted"];
            };
            header?: {
                /** @description ETag of the answer at hand; 304 without a body when neither the record nor the fields you see have changed. An answer with roll-ups or formulas of the clock is always sent */
                "If-None-Match"?: components["parameters"]["If-None-Match"];
            };
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["export_job"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    delete_export_job: {
        parameters: {
            query?: {
                /** @description true deletes for good */
                purge?: components["parameters"]["purge"];
            };
            header?: {
                /** @description ETag of the version seen, of which only the version counts; 412 when somebody changed the same field since */
                "If-Match"?: components["parameters"]["If-Match"];
            };
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    change_export_job: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of the version seen, of which only the version counts; 412 when somebody changed the same field since */
                "If-Match"?: components["parameters"]["If-Match"];
            };
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["export_job.input"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["export_job"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    read_history_of_export_job: {
        parameters: {
            query?: {
                /** @description How many in all; there is no page behind them */
                $top?: components["parameters"]["top"];
                /** @description Only entries before this version */
                before?: components["parameters"]["before"];
            };
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["History"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    explain_access_to_export_job: {
        parameters: {
            query?: {
                /** @description Id or login of a user; oneself when absent */
                user?: components["parameters"]["user"];
            };
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Access"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    find_actions_on_export_job: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Offered"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    find_readers_of_export_job: {
        parameters: {
            query: {
                /** @description Ids of users, separated by commas */
                users: components["parameters"]["users"];
            };
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Readers"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    reveal_field_of_export_job: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Reveal"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Revealed"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    restore_export_job: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["export_job"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    cancel_export_job: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of the version seen, of which only the version counts; 412 when somebody changed the same field since */
                "If-Match"?: components["parameters"]["If-Match"];
                /** @description Done once however often it comes within 24 hours */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, unknown>;
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActionAnswer"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    list_import_job: {
        parameters: {
            query?: {
                $filter?: components["parameters"]["filter"];
                $orderby?: components["parameters"]["orderby"];
                $select?: components["parameters"]["select"];
                $expand?: components["parameters"]["expand"];
                $search?: components["parameters"]["search"];
                $apply?: components["parameters"]["apply"];
                /** @description How many in all; there is no page behind them */
                $top?: components["parameters"]["top"];
                $skip?: components["parameters"]["skip"];
                $count?: components["parameters"]["count"];
                $skiptoken?: components["parameters"]["skiptoken"];
                /** @description How many on a page; the header Prefer: maxpagesize says it too */
                page_size?: components["parameters"]["page_size"];
                /** @description true reads the recycle bin */
                deleted?: components["parameters"]["deleted"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page"] & {
                        value?: components["schemas"]["import_job"][];
                    };
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    create_import_job: {
        parameters: {
            query?: never;
            header?: {
                /** @description Done once however often it comes within 24 hours */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["import_job.input"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["import_job"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    count_import_job: {
        parameters: {
            query?: {
                $filter?: components["parameters"]["filter"];
                $search?: components["parameters"]["search"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": number;
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    read_changes_of_import_job: {
        parameters: {
            query?: {
                /** @description Where the last answer ended; latest answers the present point alone */
                token?: components["parameters"]["token"];
                $select?: components["parameters"]["select"];
                $expand?: components["parameters"]["expand"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Delta"] & {
                        value?: components["schemas"]["import_job"][];
                    };
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    read_import_job: {
        parameters: {
            query?: {
                $select?: components["parameters"]["select"];
                $expand?: components["parameters"]["expand"];
                /** @description true reads the recycle bin */
                deleted?: components["parameters"]["deleted"];
            };
            header?: {
                /** @description ETag of the answer at hand; 304 without a body when neither the record nor the fields you see have changed. An answer with roll-ups or formulas of the clock is always sent */
                "If-None-Match"?: components["parameters"]["If-None-Match"];
            };
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["import_job"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    delete_import_job: {
        parameters: {
            query?: {
                /** @description true deletes for good */
                purge?: components["parameters"]["purge"];
            };
            header?: {
                /** @description ETag of the version seen, of which only the version counts; 412 when somebody changed the same field since */
                "If-Match"?: components["parameters"]["If-Match"];
            };
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    change_import_job: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of the version seen, of which only the version counts; 412 when somebody changed the same field since */
                "If-Match"?: components["parameters"]["If-Match"];
            };
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["import_job.input"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["import_job"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    read_history_of_import_job: {
        parameters: {
            query?: {
                /** @description How many in all; there is no page behind them */
                $top?: components["parameters"]["top"];
                /** @description Only entries before this version */
                before?: components["parameters"]["before"];
            };
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["History"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    explain_access_to_import_job: {
        parameters: {
            query?: {
                /** @description Id or login of a user; oneself when absent */
                user?: components["parameters"]["user"];
            };
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Access"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    find_actions_on_import_job: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Offered"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    find_readers_of_import_job: {
        parameters: {
            query: {
                /** @description Ids of users, separated by commas */
                users: components["parameters"]["users"];
            };
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Readers"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    reveal_field_of_import_job: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Reveal"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Revealed"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    restore_import_job: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["import_job"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    suggest_import_job: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of the version seen, of which only the version counts; 412 when somebody changed the same field since */
                "If-Match"?: components["parameters"]["If-Match"];
                /** @description Done once however often it comes within 24 hours */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, unknown>;
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActionAnswer"] & components["schemas"]["ImportSuggestion"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    dry_run_import_job: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of the version seen, of which only the version counts; 412 when somebody changed the same field since */
                "If-Match"?: components["parameters"]["If-Match"];
                /** @description Done once however often it comes within 24 hours */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, unknown>;
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActionAnswer"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    correct_import_job: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of the version seen, of which only the version counts; 412 when somebody changed the same field since */
                "If-Match"?: components["parameters"]["If-Match"];
                /** @description Done once however often it comes within 24 hours */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * Format: int64
                     * @description Row
                     */
                    row: number | null;
                    /** @description Column */
                    column: string | null;
                    /** @description Value */
                    value?: Record<string, unknown> | null;
                    /** @description In all rows that say the same */
                    everywhere?: boolean | null;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActionAnswer"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    start_import_job: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of the version seen, of which only the version counts; 412 when somebody changed the same field since */
                "If-Match"?: components["parameters"]["If-Match"];
                /** @description Done once however often it comes within 24 hours */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, unknown>;
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActionAnswer"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    cancel_import_job: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of the version seen, of which only the version counts; 412 when somebody changed the same field since */
                "If-Match"?: components["parameters"]["If-Match"];
                /** @description Done once however often it comes within 24 hours */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, unknown>;
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActionAnswer"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    undo_import_job: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of the version seen, of which only the version counts; 412 when somebody changed the same field since */
                "If-Match"?: components["parameters"]["If-Match"];
                /** @description Done once however often it comes within 24 hours */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, unknown>;
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActionAnswer"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
}
