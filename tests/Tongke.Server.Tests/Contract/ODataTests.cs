using Microsoft.OData;
using Microsoft.OData.Edm;
using Tongke.Testing;

namespace Tongke.Server.Tests.Contract;

/// <summary>The API as OData's own libraries see it: the model is valid, and what the server says and takes is as the model says.</summary>
public sealed class ODataTests
{
    [Theory, OnEveryDatabase]
    public async Task The_model_is_valid_in_both_forms_and_has_relations_and_keys(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        foreach (var form in new[] { "xml", "json" })
        {
            var model = (await ODataClient.ConnectAsync(boss, app.Address, ODataVersion.V401, form)).Model;
            var contact = (IEdmEntityType)model.FindDeclaredType("tongke.contact");
            var account = (IEdmNavigationProperty)contact.FindProperty("to_account");
            Assert.Equal("tongke.account", account.ToEntityType().FullName());
            Assert.Equal(("account", "id"), (account.DependentProperties().Single().Name, account.PrincipalProperties().Single().Name));
            Assert.Equal(EdmPrimitiveTypeKind.Guid, contact.FindProperty("account").Type.PrimitiveKind());
            Assert.All(["to_owner", "to_department", "to_created_by"], name => Assert.IsType<IEdmNavigationProperty>(contact.FindProperty(name), exactMatch: false));
            Assert.True(((IEdmNavigationProperty)((IEdmEntityType)model.FindDeclaredType("tongke.user")).FindProperty("to_roles")).Type.IsCollection());
            Assert.True(((IEdmNavigationProperty)((IEdmEntityType)model.FindDeclaredType("tongke.opportunity")).FindProperty("lines")).Type.IsCollection());
            if (form == "xml")
                Assert.Contains("code", model.GetAlternateKeysAnnotation((IEdmEntityType)model.FindDeclaredType("tongke.opportunity")).SelectMany(k => k.Keys));
            foreach (var set in model.EntityContainer.EntitySets())
                foreach (var relation in set.EntityType.DeclaredNavigationProperties())
                    Assert.Equal(relation.ToEntityType().Name, set.FindNavigationTarget(relation).Name);
        }
    }

    [Theory, OnEveryDatabase]
    public async Task A_model_tells_nobody_more_than_they_see(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.SignInAsync();
        var rep = await app.SignInAsync("rep", new Dictionary<string, object> { ["lead"] = new { create = true, read = "own", edit = "own", fields = new Dictionary<string, string> { ["name"] = "edit", ["rating"] = "mask", ["mobile"] = "mask" } } });
        (await rep.PostAsync("/api/v1/lead", new { name = "Mine" })).Expect(201);
        var client = await ODataClient.ConnectAsync(rep, app.Address, ODataVersion.V4);
        Assert.Equal(["lead"], client.Model.EntityContainer.EntitySets().Select(s => s.Name));
        var lead = client.Set("lead").EntityType;
        Assert.Empty(lead.DeclaredNavigationProperties());
        Assert.Null(lead.FindProperty("company"));
        Assert.Equal(EdmPrimitiveTypeKind.String, lead.FindProperty("rating").Type.PrimitiveKind());
        Assert.Equal("Mine", Assert.Single((await client.ListAsync("lead")).Rows)["name"]);
    }

    [Theory, OnEveryDatabase]
    public async Task A_hidden_lookup_is_as_unknown_by_its_way_as_one_that_does_not_exist(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var rep = await app.SignInAsync("rep", new Dictionary<string, object> { ["lead"] = new { read = "all", fields = new Dictionary<string, string> { ["name"] = "read" } }, ["product"] = new { read = "all" } });
        foreach (var clause in new[] { "$expand={0}", "$filter={0}/name eq 'x'", "$orderby={0}/name", "$expand={0}($select=name)", "$apply=groupby(({0}/name))" })
        {
            var hidden = await rep.GetAsync("/api/v1/lead?" + clause.Replace("{0}", "to_product", StringComparison.Ordinal));
            var unheard = await rep.GetAsync("/api/v1/lead?" + clause.Replace("{0}", "to_nothing", StringComparison.Ordinal));
            Assert.Equal(400, hidden.Status);
            Assert.Equal(unheard.Text.Replace("to_nothing", "to_product", StringComparison.Ordinal), hidden.Text);
        }
    }

    [Theory, OnEveryDatabase]
    public async Task What_the_server_says_is_what_the_model_says(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var account = (await boss.CreateAsync("account", new { name = "Acme", address = new { province = "上海市", city = "上海市", district = "浦东新区", street = "世纪大道1号" }, tags = new List<string> { "vip" } })).GetProperty("id").GetGuid();
        var product = (await boss.CreateAsync("product", new { name = "GTX", price = 5.5 })).GetProperty("id").GetGuid();
        foreach (var amount in Enumerable.Range(1, 3).Select(i => i * 10))
            await boss.CreateAsync("opportunity", new { name = $"Deal {amount}", account, amount, close_date = "2026-03-01", lines = new[] { new { product, quantity = 2, price = 5.5 } } });

        foreach (var version in new[] { ODataVersion.V4, ODataVersion.V401 })
        {
            var client = await ODataClient.ConnectAsync(boss, app.Address, version);
            foreach (var set in client.Model.EntityContainer.EntitySets())
                await client.ListAsync($"{set.Name}?$top=5");

            var (rows, page) = await client.ListAsync("opportunity?$filter=to_account/name eq 'Acme' and to_account/address/city eq '上海市'&$orderby=amount&page_size=2&$count=true&$expand=to_account($select=name,address;$expand=to_owner($select=login)),lines($expand=to_product($select=name)),to_owner");
            Assert.Equal((3L, 2), (((ODataResourceSet)page).Count, rows.Count));
            Assert.NotNull(((ODataResourceSet)page).NextPageLink);
            Assert.Equal((10m, account), ((decimal)rows[0]["amount"]!, (Guid)rows[0]["account"]!));
            var there = Assert.Single(rows[0].Related["to_account"]);
            Assert.Equal("Acme", there["name"]);
            Assert.Equal("上海市", Assert.Single(there.Related["address"])["city"]);
            Assert.Equal("boss", Assert.Single(there.Related["to_owner"])["login"]);
            Assert.Equal("GTX", Assert.Single(Assert.Single(rows[0].Related["lines"]).Related["to_product"])["name"]);

            var one = await client.OneAsync($"account({account})?$select=name,tags");
            Assert.StartsWith("\"1-", ((ODataResource)one.Resource).ETag, StringComparison.Ordinal);
            Assert.Equal(["vip"], ((ODataCollectionValue)one["tags"]!).Items.Cast<string>());
            Assert.Null(one["owner"]);
            var roles = await client.OneAsync($"user/{boss.Id}?$expand=to_roles($select=name)");
            Assert.Equal("role_boss", Assert.Single(roles.Related["to_roles"])["name"]);
            Assert.Single(((ODataCollectionValue)roles["roles"]!).Items);

            Assert.Equal(3L, await client.ValueAsync("opportunity/$count?$filter=amount gt 5"));
            var (groups, _) = await client.ListAsync("opportunity?$apply=groupby((to_account/name,close_date),aggregate(amount with sum as total,$count as deals))", hasDynamicMembers: true);
            var group = Assert.Single(groups);
            Assert.Equal(60m, decimal.Parse((group["total"] as ODataUntypedValue)?.RawValue ?? FormattableString.Invariant($"{group["total"]}"), System.Globalization.CultureInfo.InvariantCulture));
            Assert.Equal("Acme", Assert.Single(group.Related["to_account"])["name"]);

            var error = await client.ErrorAsync("opportunity?$filter=nonsense eq 1");
            Assert.Equal("nonsense", Assert.Single(error.Details).Target);
            Assert.NotEmpty(error.Message);
        }
    }

    [Theory, OnEveryDatabase]
    public async Task A_delta_is_read_in_both_versions(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var kept = (await boss.CreateAsync("lead", new { name = "Kept" })).GetProperty("id").GetGuid();
        var gone = (await boss.CreateAsync("lead", new { name = "Gone" })).GetProperty("id").GetGuid();
        var before = (await ChangesAsync(await ODataClient.ConnectAsync(boss, app.Address, ODataVersion.V4), "lead/$delta", 2)).Set.DeltaLink.ToString();
        (await boss.PatchAsync($"/api/v1/lead/{kept}", new { title = "CEO" })).Expect(200);
        (await boss.DeleteAsync($"/api/v1/lead/{gone}")).Expect(204);
        foreach (var version in new[] { ODataVersion.V4, ODataVersion.V401 })
        {
            var client = await ODataClient.ConnectAsync(boss, app.Address, version);
            var (rows, set) = await ChangesAsync(client, before[(before.IndexOf("/api/v1/", StringComparison.Ordinal) + "/api/v1/".Length)..], 2);
            Assert.NotNull(set.DeltaLink);
            Assert.Equal(kept, Assert.Single(rows, r => r.Resource is not ODataDeletedResource)["id"]);
            var deleted = (ODataDeletedResource)Assert.Single(rows, r => r.Resource is ODataDeletedResource).Resource;
            Assert.Equal(DeltaDeletedEntryReason.Changed, deleted.Reason);
            Assert.Contains(gone.ToString(), version == ODataVersion.V4 ? deleted.Id.ToString() : $"{deleted.Properties.OfType<ODataProperty>().Single(p => p.Name == "id").Value}", StringComparison.Ordinal);
        }
    }

    [Theory, OnEveryDatabase]
    public async Task What_OData_software_writes_is_taken(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var account = (await boss.CreateAsync("account", new { name = "Acme" })).GetProperty("id").GetGuid();
        foreach (var version in new[] { ODataVersion.V4, ODataVersion.V401 })
        {
            var client = await ODataClient.ConnectAsync(boss, app.Address, version);
            var posted = await client.WriteAsync(HttpMethod.Post, "contact", "contact", [new() { Name = "name", Value = "Ann" }], ("to_account", $"account({account})"));
            posted.Expect(201);
            var ann = client.One(posted, "contact");
            Assert.Equal(account, ann["account"]);

            (await client.WriteAsync(HttpMethod.Patch, $"contact({ann["id"]})", "contact", [new() { Name = "name", Value = "Anne" }, new() { Name = "account", Value = null }])).Expect(200);
            var read = await client.OneAsync($"contact/{ann["id"]}?$expand=to_account");
            Assert.Equal(("Anne", null), ((string)read["name"]!, read["account"]));
            Assert.Empty(read.Related["to_account"]);

            var answers = new Dictionary<string, (int Status, string? Group)>();
            await client.BatchAsync(
                batch =>
                {
                    batch.WriteStartChangeset("g");
                    client.Write(batch.CreateOperationRequestMessage("POST", new Uri($"{app.Address}/api/v1/account"), "1"), "account", [new() { Name = "name", Value = $"Batch {version}" }]);
                    client.Write(batch.CreateOperationRequestMessage("POST", new Uri($"{app.Address}/api/v1/contact"), "2"), "contact", [new() { Name = "name", Value = "Bob" }], ("to_account", version == ODataVersion.V4 ? "$1" : $"account({account})"));
                    batch.WriteEndChangeset();
                    batch.CreateOperationRequestMessage("GET", new Uri($"{app.Address}/api/v1/contact?$filter=name eq 'Bob'&$expand=to_account"), "3");
                },
                operation =>
                {
                    answers[operation.ContentId] = (operation.StatusCode, operation.GroupId);
                    if (operation.ContentId == "3")
                        Assert.Contains(client.ListOf(operation, "contact"), r => (string?)r.Related["to_account"].Single()["name"] == (version == ODataVersion.V4 ? "Batch V4" : "Acme"));
                    else
                        Assert.NotNull(client.OneOf(operation, operation.ContentId == "1" ? "account" : "contact")["id"]);
                });
            Assert.Equal([(201, "g"), (201, "g"), (200, null)], Enumerable.Range(1, 3).Select(i => answers[$"{i}"]));
        }
    }

    /// <summary>Asks until so many changes are sealed.</summary>
    private static async Task<(List<ODataRow> Rows, ODataResourceSetBase Set)> ChangesAsync(ODataClient client, string path, int changes)
    {
        for (var tries = 0; ; tries++)
        {
            var (rows, set) = await client.DeltaAsync(path);
            if (rows.Count >= changes || tries == 100)
                return (rows, set);

            await Task.Delay(100);
        }
    }
}
