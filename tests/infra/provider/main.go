// A provider that knows the schema of hashicorp/google and does nothing: `terraform validate` needs no more.
// Its one argument of the environment, PROVIDER_SCHEMA, names the JSON that write_provider_schema.py wrote.
package main

import (
	"context"
	"encoding/json"
	"log"
	"os"

	"github.com/hashicorp/terraform-plugin-go/tfprotov5"
	"github.com/hashicorp/terraform-plugin-go/tfprotov5/tf5server"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

type argument struct {
	Kind     string              `json:"kind"`
	Required bool                `json:"required"`
	Many     bool                `json:"many"`
	Block    map[string]argument `json:"block"`
}

type resource struct {
	Arguments  map[string]argument `json:"arguments"`
	Attributes []string            `json:"attributes"`
}

var kinds = map[string]tftypes.Type{
	"string":  tftypes.String,
	"number":  tftypes.Number,
	"boolean": tftypes.Bool,
	"array":   tftypes.List{ElementType: tftypes.String},
	"map":     tftypes.Map{ElementType: tftypes.String},
}

func main() {
	content, err := os.ReadFile(os.Getenv("PROVIDER_SCHEMA"))
	if err != nil {
		log.Fatal(err)
	}
	resources := map[string]resource{}
	if err := json.Unmarshal(content, &resources); err != nil {
		log.Fatal(err)
	}
	given := &provider{schemas: map[string]*tfprotov5.Schema{}}
	for name, each := range resources {
		given.schemas[name] = &tfprotov5.Schema{Block: top(each)}
	}
	serve := func() tfprotov5.ProviderServer { return given }
	if err := tf5server.Serve("registry.terraform.io/hashicorp/google", serve); err != nil {
		log.Fatal(err)
	}
}

// top returns what a resource may say, and what can be read of it.
func top(each resource) *tfprotov5.SchemaBlock {
	block := inner(each.Arguments)
	for _, name := range each.Attributes {
		if _, said := each.Arguments[name]; !said && name != "id" {
			computed := &tfprotov5.SchemaAttribute{Name: name, Type: tftypes.DynamicPseudoType, Computed: true}
			block.Attributes = append(block.Attributes, computed)
		}
	}
	id := &tfprotov5.SchemaAttribute{Name: "id", Type: tftypes.String, Optional: true, Computed: true}
	block.Attributes = append(block.Attributes, id)
	return block
}

func inner(arguments map[string]argument) *tfprotov5.SchemaBlock {
	block := &tfprotov5.SchemaBlock{}
	for name, each := range arguments {
		if each.Kind != "block" {
			block.Attributes = append(block.Attributes, &tfprotov5.SchemaAttribute{
				Name: name, Type: kinds[each.Kind], Required: each.Required, Optional: !each.Required,
			})
			continue
		}
		nested := &tfprotov5.SchemaNestedBlock{
			TypeName: name, Block: inner(each.Block), Nesting: tfprotov5.SchemaNestedBlockNestingModeList,
		}
		if !each.Many {
			nested.MaxItems = 1
		}
		if each.Required {
			nested.MinItems = 1
		}
		block.BlockTypes = append(block.BlockTypes, nested)
	}
	return block
}

type provider struct {
	tfprotov5.ProviderServer // whatever is not asked for while validating
	schemas                  map[string]*tfprotov5.Schema
}

func (p *provider) GetMetadata(context.Context, *tfprotov5.GetMetadataRequest) (*tfprotov5.GetMetadataResponse, error) {
	return &tfprotov5.GetMetadataResponse{}, nil
}

func (p *provider) GetProviderSchema(
	context.Context, *tfprotov5.GetProviderSchemaRequest,
) (*tfprotov5.GetProviderSchemaResponse, error) {
	text := func(name string) *tfprotov5.SchemaAttribute {
		return &tfprotov5.SchemaAttribute{Name: name, Type: tftypes.String, Optional: true}
	}
	own := &tfprotov5.SchemaBlock{Attributes: []*tfprotov5.SchemaAttribute{text("project"), text("region")}}
	return &tfprotov5.GetProviderSchemaResponse{
		Provider: &tfprotov5.Schema{Block: own}, ResourceSchemas: p.schemas,
	}, nil
}

func (p *provider) GetResourceIdentitySchemas(
	context.Context, *tfprotov5.GetResourceIdentitySchemasRequest,
) (*tfprotov5.GetResourceIdentitySchemasResponse, error) {
	return &tfprotov5.GetResourceIdentitySchemasResponse{}, nil
}

func (p *provider) PrepareProviderConfig(
	_ context.Context, asked *tfprotov5.PrepareProviderConfigRequest,
) (*tfprotov5.PrepareProviderConfigResponse, error) {
	return &tfprotov5.PrepareProviderConfigResponse{PreparedConfig: asked.Config}, nil
}

func (p *provider) ValidateResourceTypeConfig(
	context.Context, *tfprotov5.ValidateResourceTypeConfigRequest,
) (*tfprotov5.ValidateResourceTypeConfigResponse, error) {
	return &tfprotov5.ValidateResourceTypeConfigResponse{}, nil
}

func (p *provider) StopProvider(
	context.Context, *tfprotov5.StopProviderRequest,
) (*tfprotov5.StopProviderResponse, error) {
	return &tfprotov5.StopProviderResponse{}, nil
}
