namespace Tongke.Kernel.Schemas;

/// <summary>A stored file that is a picture.</summary>
internal sealed class ImageType : FileType
{
    public override string Name => "image";
}
